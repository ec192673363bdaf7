import { expect, test } from 'vitest';
import { cargoGroupOf } from '../../server/planning/cargo-groups.ts';

test('goods by their group, of two the first', () => {
  const group = (hsCode: string) => cargoGroupOf(hsCode, ['854231', '080810']);
  expect(['080810', '0101', '271012', '360410', '310230', '310210', '854231', '8542', '730890'].map(group)).toEqual([
    ...['perishable', 'perishable', 'dangerous', 'dangerous', 'dangerous'],
    ...['ordinary', 'sensitive', 'ordinary', 'ordinary'],
  ]);
});
