import type { PersonName } from "#modules/people/person/person.ts"
import type { Random } from "./random.ts"

const words = (text: string) => text.trim().split(/\s+/)

/** Beginnings of surnames; the endings follow, so that no surname is anybody's more often than in life. */
const stems = words(`Берёз Ветлуг Каштан Ракит Лопух Снеж Полын Троп Ясен Ряб Верес Клён Рос Туман Мох Луг Род Зар
  Озёр Ключ Дубр Калин Малин Осин Лип Вишн Трав Бобр Лис Сокол Орл Журавл Лебяж Снегир Родник Лед Песк Глин Черёмух
  Ольх Кедр Полян Гус Тих Синиц Стриж Чиж Дрозд Грач Щегл Карас Окун Налим Ёрш Судак Хмел Овсян Пшен Гречих Льн Зерн
  Колос Сноп Жерд Слег Брус Тёс Смол Дёгт Парус Якор Весл Причал Маяк Залив Плёс Омут Брод Стреж Яр Косог Увал`)
const endings: [male: string, female: string][] = [
  ["ов", "ова"],
  ["ин", "ина"],
  ["овский", "овская"],
  ["енко", "енко"],
  ["ович", "ович"],
  ["ков", "кова"],
  ["ников", "никова"],
  ["чук", "чук"],
]
const given = {
  male: words(`Александр Борис Виктор Глеб Дмитрий Егор Захар Игорь Кирилл Леонид Максим Никита Олег Павел Роман Сергей
    Тимофей Фёдор Юрий Яков`),
  female: words(`Анна Вера Галина Дарья Елена Жанна Зоя Инна Ксения Лидия Мария Нина Ольга Полина Раиса Светлана Тамара
    Ульяна Юлия Яна`),
}
const patronymics = {
  male: words(`Александрович Борисович Викторович Глебович Дмитриевич Егорович Захарович Игоревич Кириллович Леонидович
    Максимович Олегович Павлович Романович Сергеевич Юрьевич`),
  female:
    words(`Александровна Борисовна Викторовна Глебовна Дмитриевна Егоровна Захаровна Игоревна Кирилловна Леонидовна
    Максимовна Олеговна Павловна Романовна Сергеевна Юрьевна`),
}

/** A full name, and the name of who might be the mother or the father. */
export function inventName({ pick, chance }: Random): PersonName & { parent: string; mother: boolean } {
  const sex = chance() < 0.45 ? "male" : "female"
  const stem = pick(stems)
  const [male, female] = pick(endings)
  const mother = chance() < 0.7
  const parent = mother
    ? `${stem}${female} ${pick(given.female)} ${pick(patronymics.female)}`
    : `${stem}${male} ${pick(given.male)} ${pick(patronymics.male)}`
  return {
    familyName: stem + (sex === "male" ? male : female),
    givenName: pick(given[sex]),
    patronymic: pick(patronymics[sex]),
    parent,
    mother,
  }
}
