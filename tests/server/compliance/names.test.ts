import { describe, expect, test } from 'vitest';
import { indexParties } from '../../../server/compliance/names/party-index.ts';
import { sameNameFrom, similarityOf } from '../../../server/compliance/names/similarity.ts';
import { skeletonOf } from '../../../server/compliance/names/skeleton.ts';
import { otherNames, sameNames } from './name-pairs.ts';

const scoreOf = ([one, other]: readonly [string, string]) => similarityOf(skeletonOf(one), skeletonOf(other));
const skeleton = (name: string) => skeletonOf(name).words.join(' ');

describe('a skeleton', () => {
  test.each([
    ['three alphabets of Kazakh', ['Қызылқұм Өрнегі', 'Qyzylqum Órnegi', 'Qyzylqūm Örnegı'], 'kizilkum ornegi'],
    ['letters of Kazakh that Russian has not', ['әғқңөұүһі'], 'agknouhi'],
    ['Russian, as passports and as libraries spell it', ['Хрущёв', 'Khrushchev'], 'hrushev'],
    ['legal forms before and behind', ['ТОО «Тобыл»', 'Tobyl LLP', 'Т.О.О. Тобыл', 'Тобыл ЖШС'], 'tobil'],
    [
      'legal forms in full',
      ['Товарищество с ограниченной ответственностью «Тобыл»', 'Joint Stock Company Tobyl'],
      'tobil',
    ],
    ['nothing but a legal form: then it is the name', ['ООО'], 'o'],
  ])('%s', (_, names, expected) => {
    expect(names.map(skeleton)).toEqual(names.map(() => expected));
  });
});

test('the threshold parts spellings of one name from other names, none of them in our lists', () => {
  const misses = (threshold: number) => sameNames.filter((pair) => scoreOf(pair) < threshold);
  const alarms = (threshold: number) => otherNames.filter((pair) => scoreOf(pair) >= threshold);
  const lines = [76, 80, 84, 88, 90, 92, 94].map(
    (from) =>
      `from ${from}: ${misses(from).length} of ${sameNames.length} missed, ${alarms(from).length} of ${otherNames.length} taken for another`,
  );
  const wrong = [...misses(sameNameFrom), ...alarms(sameNameFrom)].map(
    (pair) => `  wrong at ${sameNameFrom}: ${pair.join(' / ')} (${scoreOf(pair)})`,
  );
  process.stdout.write(`${[...lines, ...wrong].join('\n')}\n`);
  expect(misses(sameNameFrom)).toEqual([]);
  expect(alarms(sameNameFrom).length).toBeLessThanOrEqual(3);
});

describe('a stop list', () => {
  const party = (name: string, aliases: string[] = []) => ({
    name,
    aliases,
    country: null,
    programme: 'test',
    action: 'block' as const,
    note: '',
  });

  test('is found by any spelling of a name or an alias, most alike first', () => {
    const find = indexParties([party('ООО «Заря Мегатех»', ['Zarya Megatech']), party('ТОО «Тобыл Бидай»')]);
    expect(find('ZARIA MEGATEKH, LLC').map(({ party: { name } }) => name)).toEqual(['ООО «Заря Мегатех»']);
    expect(find('Bidai Tobyl')).toMatchObject([{ listedName: 'ТОО «Тобыл Бидай»', score: 100 }]);
    expect(find('ТОО «Тобыл Агро»')).toEqual([]);
  });

  test('does not take one number for another', () => {
    const find = indexParties([party('Депо Тобыл 11'), party('Депо Тобыл 100')]);
    for (const name of ['Depo Tobyl 1', 'Depo Tobyl 111', 'Depo Tobyl 10'])
      expect([name, find(name)]).toEqual([name, []]);
    expect(find('Depo Tobyl 11')).toMatchObject([{ score: 100 }]);
  });

  test('of 2,000 names finds what comparing with all of them finds', () => {
    const parts = sameNames.flat().flatMap((name) => skeletonOf(name).words);
    const parties = Array.from({ length: 2000 }, (_, index) =>
      party(
        `${parts[index % parts.length]} ${parts[(index * 7 + 3) % parts.length]} ${parts[(index * 13) % parts.length]}`,
      ),
    );
    const find = indexParties(parties);
    const asked = parties.filter((_, index) => index % 100 === 0).map(({ name }) => `${name.slice(0, -1)}x`);
    for (const name of asked) {
      const all = parties.filter((one) => similarityOf(skeletonOf(name), skeletonOf(one.name)) >= sameNameFrom);
      expect(new Set(find(name).map((hit) => hit.party))).toEqual(new Set(all));
    }
  });
});
