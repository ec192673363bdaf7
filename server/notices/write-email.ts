import { checkpointNames } from '../../shared/checkpoint-names.ts';
import type { NoticeData, NoticeKind } from '../../shared/contract/notices.ts';
import { pathOfNotice, sentenceOfNotice } from '../../shared/notice-page.ts';
import { placeNames } from '../../shared/place-names.ts';
import type { Mail } from '../platform/mail.ts';
import { type NoticeClock, tellTime } from './notice-clocks.ts';
import { fill, type NoticeTexts, sentenceIn, textsIn } from './texts/index.ts';

export interface EmailOf {
  noticeId: string;
  to: string;
  language: string;
  kind: NoticeKind;
  data: NoticeData;
  clocks: readonly NoticeClock[];
  /** Where the screens are, without a slash at the end. */
  publicUrl: string;
}

/** Writes a notice as an e-mail: what happened, its facts with times on both clocks, where to act on it, and where to choose what one is told. */
export function writeEmail({ noticeId, to, language, kind, data, clocks, publicUrl }: EmailOf): Mail {
  const texts = textsIn(language);
  const { subject, text } = sentenceIn(texts, sentenceOfNotice(kind, data));
  const values = { plate: data.plate ?? '', place: tellPlace(data, language) };
  const facts = listFacts(kind, data, language, texts, (instant) => tellTime(instant, clocks, texts));
  const open = publicUrl + pathOfNotice(kind, data);
  const unsubscribeUrl = `${publicUrl}/notices/settings`;
  const said = fill(text, values);
  return {
    ...{ id: noticeId, to, subject: fill(subject, values).replace(/[\s—,]+$/, ''), unsubscribeUrl },
    text: [
      said,
      facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
      `${texts.open}: ${open}`,
      `--\n${texts.whyYou}\n${texts.choose}: ${unsubscribeUrl}`,
    ].join('\n\n'),
    html: writeHtml(texts, language, said, facts, open, unsubscribeUrl),
  };
}

type Fact = readonly [name: string, value: string];

function listFacts(
  kind: NoticeKind,
  data: NoticeData,
  language: string,
  { facts, directions, causes }: NoticeTexts,
  tell: (instant: string) => string,
): Fact[] {
  const time = (instant: string | null) => instant && tell(instant);
  const isShip = data.sailingId !== null;
  const direction = data.direction && directions[data.direction];
  const checkpoint = data.checkpointId && `${checkpointName(data.checkpointId, language)}, ${direction}`;
  const hasMoved = data.previousCheckpointId !== null && data.previousCheckpointId !== data.checkpointId;
  const starts = isShip ? (kind === 'leave-now' ? facts.gate : facts.departure) : facts.slot;
  const rows: [string, string | null | undefined][] = [
    [facts.plate, data.plate],
    [facts.checkpoint, checkpoint],
    [facts.ship, isShip ? tellPlace(data, language) : null],
    [data.bookingId === null && !isShip ? facts.wayStarts : starts, time(data.startsAt)],
    [isShip ? facts.previousDeparture : facts.previousSlot, time(data.previousStartsAt)],
    [facts.previousCheckpoint, hasMoved ? checkpointName(data.previousCheckpointId ?? '', language) : null],
    [facts.leaveAt, time(data.leaveAt)],
    [facts.arriveFrom, time(data.arriveFrom)],
    [facts.expiresAt, time(data.expiresAt)],
    [facts.cause, data.cause && causes[data.cause]],
    [facts.reason, data.reason],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function tellPlace({ checkpointId, fromPortId, toPortId }: NoticeData, language: string): string {
  if (checkpointId !== null) return checkpointName(checkpointId, language);
  return [fromPortId, toPortId].flatMap((id) => (id === null ? [] : [placeName(id, language)])).join(' → ');
}

/** Kazakh and Russian have their own scripts for it; every other language reads the id's Latin. */
function checkpointName(id: string, language: string): string {
  const names = checkpointNames[id];
  if (language === 'ru' || language === 'kk') return names?.[language].join(' — ') ?? id;
  return id.replace(/(^|-)\w/g, (start) => start.replace('-', ' ').toUpperCase());
}

const placeName = (id: string, language: string): string =>
  placeNames[id]?.[language === 'ru' ? 1 : language === 'kk' ? 2 : 0] ?? id;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** A reason is what somebody typed: it may not become markup. */
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

/** Only what every mail program draws: no style sheet, no picture. */
function writeHtml(
  { direction, open, whyYou, choose }: NoticeTexts,
  language: string,
  said: string,
  facts: readonly Fact[],
  openUrl: string,
  chooseUrl: string,
): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th align="${direction === 'rtl' ? 'right' : 'left'}" style="font-weight:400;color:#555;padding:4px 16px 4px 0;vertical-align:top">${escapeHtml(name)}</th><td style="padding:4px 0"><b>${escapeHtml(value)}</b></td></tr>`,
  );
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<body style="font-family:system-ui,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:640px;margin:0 auto;padding:16px">
<p>${escapeHtml(said)}</p>
<table role="presentation" style="border-collapse:collapse;font-size:15px">
${rows.join('\n')}
</table>
<p style="margin:24px 0"><a href="${escapeHtml(openUrl)}" style="background:#0b6e6e;color:#fff;padding:10px 18px;border-radius:6px;text-decoration:none">${escapeHtml(open)}</a></p>
<p style="font-size:13px;color:#555">${escapeHtml(whyYou)}<br><a href="${escapeHtml(chooseUrl)}" style="color:#555">${escapeHtml(choose)}</a></p>
</body>
</html>`;
}
