import type { AnswerKind } from "../request/request.ts"

const yet = /(?<![\p{L}])(не|будет|будут|быть|планируется|планируем|планирую)(\s+\p{L}+)?\s+$/iu
/** «исполнено», and neither «не исполнено» nor «будет исполнено». */
const done = (text: string): boolean =>
  [...text.matchAll(/(?<!\p{L})(исполнен|выполнен|завершен|завершён|реализован)[оаы]?(?!\p{L})/giu)].some(
    (found) => !yet.test(text.slice(0, found.index)),
  ) || /(направля|представля|прилага)\p{L}*\s+(\p{L}+\s+)?отч[её]т|отч[её]т об исполнении/iu.test(text)

const taken =
  /принят\p{L}*\s+(\p{L}+\s+)?к исполнению|прин(имаем|яли) к исполнению|взят\p{L}*\s+(\p{L}+\s+)?в работу|взяли\s+(\p{L}+\s+)?в работу|бер[её]м в работу|(будет|будут)\s+(исполнен|выполнен|проведен|проведён|организован)|обязуемся|(?<!не )согласны(?! с предложением)|готовы (исполнить|выполнить|провести|организовать)/iu
const inPart = /частично|в части(?! срок)|за исключением|кроме пунк/iu

/** What a letter seems to be, by its words; the first that fits, as more than one may. Order matters. */
const signs: [AnswerKind, (text: string) => boolean][] = [
  [
    "extend",
    (text) => /(прос\p{L}*|прошу|необходимо)[^.!?]{0,60}(продл|перенес|перенос|отсроч|увеличи\p{L}* срок)/iu.test(text),
  ],
  [
    "hand_over",
    (text) =>
      /по принадлежности|по подведомственности|(?<!не )(относится|отнесен\p{L}*|отнесён\p{L}*) к (компетенции|полномочиям|ведению)|(переадресован|перенаправлен|передан\p{L}* на исполнение)/iu.test(
        text,
      ),
  ],
  ["accept_part", (text) => taken.test(text) && inPart.test(text) && !/не (можем|представля)\p{L}* прин/iu.test(text)],
  [
    "decline",
    (text) =>
      /(?<!\p{L})отказ(?!а(ться|лись)\p{L}*\s+от прежн)|не (можем|сможем|имеем возможности|считаем возможным)|не представляется возможным|нет возможности|не предусмотрен|не входит в|отклон(ен|яем|яется)|нецелесообразн/iu.test(
        text,
      ),
  ],
  ["report", done],
  [
    "propose",
    (text) =>
      /предлага\p{L}*[^.!?]{0,60}(срок|редакц|формулировк)|(ин|друг)\p{L}+\s+(срок|редакц|формулировк)/iu.test(text),
  ],
  ["accept", (text) => taken.test(text)],
  [
    "receive",
    (text) =>
      /рассматрива|на рассмотрени|к рассмотрению|рассмотр(им|ит|ен\p{L}* будет)|получен|зарегистрирован|вх(одящ\p{L}*|\.)\s*(№|номер)/iu.test(
        text,
      ),
  ],
  ["ask", (text) => /прос\p{L}*\s+(уточнить|разъяснить|пояснить|сообщить)|\?/iu.test(text)],
]

/** The kind of answer that a letter seems to be; null where its words say nothing. A guess is a form filled in, no act. */
export const guessKind = (text: string): AnswerKind | null => signs.find(([, fits]) => fits(text))?.[0] ?? null

/** Of a report: percent done that it names, 100 when it says that all is done, null when only a part and not how much. */
export function guessShare(text: string): number | null {
  const percent = Number(/(?<!\d)(\d{1,3})\s*(?:%|процент)/u.exec(text)?.[1] ?? Number.NaN)
  if (percent >= 0 && percent <= 100) return percent
  return inPart.test(text) || /в процессе|ведутся работы/iu.test(text) ? null : 100
}
