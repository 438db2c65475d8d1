import { foldName } from "../party/party.ts"

/** Words that say what an organisation is and not which one: legal forms and what stands around them. */
const formal = new Set(
  (
    "ано нко оо роо моо гоо мроо кроо соо вои вос вог нп бф фонд тос снт тсж ооо оао зао пао ао ип нао мбу мку мау гбу гку " +
    "гау фгбу фку муп гуп мбоу мкоу маоу гбоу гкоу сош мбдоу мадоу гбпоу чу ноу ану анко автономная некоммерческая " +
    "организация общественная региональная местная городская районная областная краевая межрегиональная всероссийская " +
    "международная благотворительный благотворительная общество с ограниченной ответственностью акционерное публичное " +
    "закрытое открытое муниципальное государственное бюджетное казенное автономное учреждение частное общеобразовательное " +
    "социальный социальная объединение движение союз ассоциация совет клуб центр the of and и по в г имени им отделение " +
    "foundation fund ngo charity organization organisation society club centre center union"
  ).split(" "),
)

const latin: Record<string, string> = {
  ...{
    а: "a",
    б: "b",
    в: "v",
    г: "g",
    д: "d",
    е: "e",
    ж: "zh",
    з: "z",
    и: "i",
    й: "i",
    к: "k",
    л: "l",
    м: "m",
    н: "n",
  },
  ...{
    о: "o",
    п: "p",
    р: "r",
    с: "s",
    т: "t",
    у: "u",
    ф: "f",
    х: "h",
    ц: "ts",
    ч: "ch",
    ш: "sh",
    щ: "sh",
    ъ: "",
    ы: "i",
  },
  ...{ ь: "", э: "e", ю: "u", я: "a" },
}

/**
 * A word in Latin letters, coarsely enough that the usual ways of writing Russian in Latin give the same.
 * @example latinOf("Вымпел") === latinOf("Vympel")
 */
export const latinOf = (word: string): string =>
  [...word]
    .map((letter) => latin[letter] ?? letter)
    .join("")
    .replace(/kh/g, "h")
    .replace(/shch|sch/g, "sh")
    .replace(/ph/g, "f")
    .replace(/tz|cz?(?!h)/g, "ts")
    .replace(/[yj](?=[aou])/g, "")
    .replace(/[yj]/g, "i")
    .replace(/(.)\1+/g, "$1")
    .replace(/ii?$/, "i")

const words = (name: string) =>
  foldName(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .split(" ")
    .filter(Boolean)

/** Words by which a name is told from others, in Latin letters; all of them when it has formal ones only. */
export function core(name: string): string[] {
  const all = words(name)
  const telling = all.filter((word) => !formal.has(word))
  return (telling.length ? telling : all).map(latinOf)
}

/** First letters of the words of a name, formal ones included: «РЦД» for «Ресурсный центр добровольчества». */
export const initials = (name: string): string => {
  const all = words(name).filter((word) => word.length > 2)
  return all.length < 3 ? "" : all.map((word) => latinOf(word[0]!)).join("")
}

/** Telephones in a text, each as ten digits without the code of the country; too short ones are left out. */
export const phonesOf = (text: string): string[] =>
  text
    .replace(/(?:доб|ext|вн)\S*\s*\d+/gi, " ")
    .split(/[,;/\n]|(?<=\d)\s+(?=(?:\+7|8)[\s(-])/)
    .flatMap((part) => {
      const digits = part.replace(/\D/g, "")
      if (digits.length === 11 && /^[78]/.test(digits)) return [digits.slice(1)]
      return digits.length === 10 ? [digits] : []
    })

/** E-mail addresses as they reach the same box, in small letters. */
export const emailsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((one) => /^[^@]+@[^@]+\.[^@]+$/.test(one))
