/** Organisational and legal forms, shortened from the classifier ОК 028-2012 (ОКОПФ) to those that people tell apart. */
export const legalForms = [
  "autonomous_nonprofit",
  "public_organisation",
  "public_movement",
  "fund",
  "charity_fund",
  "association",
  "nonprofit_partnership",
  "private_institution",
  "state_institution",
  "municipal_institution",
  "religious",
  "cossack",
  "territorial_self_government",
  "consumer_cooperative",
  "company",
  "joint_stock",
  "entrepreneur",
  "unitary_enterprise",
  "authority",
  "unregistered",
  "other",
] as const
export type LegalForm = (typeof legalForms)[number]

const digits = (text: string) => [...text].map(Number)
const weighed = (weights: number[], of: number[]) =>
  (weights.reduce((sum, weight, i) => sum + weight * of[i]!, 0) % 11) % 10

const tenth = [2, 4, 10, 3, 5, 9, 4, 6, 8]
const eleventh = [7, ...tenth]
const twelfth = [3, ...eleventh]

/**
 * Whether an ИНН is right: 10 digits of an organisation with one check digit, 12 of a person with two (Order of the ФНС
 * № ММВ-7-6/435@ of 29.06.2012).
 *
 * @returns what is wrong, null when nothing is
 */
export function wrongInn(inn: string): "length" | "digit" | null {
  if (!/^(\d{10}|\d{12})$/.test(inn)) return "length"
  const d = digits(inn)
  const right =
    d.length === 10 ? weighed(tenth, d) === d[9] : weighed(eleventh, d) === d[10] && weighed(twelfth, d) === d[11]
  return right && !/^0+$/.test(inn) ? null : "digit"
}

/**
 * Whether an ОГРН (13 digits) or ОГРНИП (15) is right: the last digit is the rest of dividing those before it by 11 or 13,
 * of which the last digit is taken (Order of the Ministry of Finance № 165н of 30.10.2017).
 */
export function wrongOgrn(ogrn: string): "length" | "digit" | null {
  if (!/^(\d{13}|\d{15})$/.test(ogrn)) return "length"
  const by = BigInt(ogrn.length - 2)
  const rest = Number(BigInt(ogrn.slice(0, -1)) % by) % 10
  return rest === Number(ogrn.at(-1)) && /^[1-9]/.test(ogrn) ? null : "digit"
}

/** Whether a КПП is right: four digits of the tax office, two digits or Latin capitals of the reason, three digits. */
export const isKpp = (kpp: string): boolean => /^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp)

/** What tells one registered party from another; "" where there is no ИНН. */
export const innKey = ({ inn, kpp }: { inn: string; kpp: string }): string => inn && `${inn} ${kpp}`
