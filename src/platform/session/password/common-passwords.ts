/** Words that are tried first: kept in the layout in which they are thought; the other layout is added when read. */
const latin = `password passw0rd qwerty letmein welcome dragon monkey football baseball master sunshine princess shadow
superman michael jordan jennifer hunter trustno iloveyou login admin administrator root user test guest access secret
changeme default master hello freedom whatever flower lovely starwars batman computer internet samsung google apple
iphone android windows microsoft facebook instagram vkontakte telegram yandex mailru gmail killer cheese pepper ginger
summer winter spring autumn january monday charlie daniel thomas robert andrew anna alexander alexandra dmitry sergey
maxim natasha marina nikita vladimir ekaterina svetlana tatiana olga irina elena andrey alexey ivan roman denis kristina
anastasia victoria pavel viktor marusya barsik murka spartak zenit lokomotiv dinamo cska moscow moskva russia rossiya
piter parol privet lubov lyubov solnce solnyshko zaika kotik malysh krasotka pobeda kartoshka zvezda koshka sobaka
farvater volonter dobro centr resurs abc abcd abcdef abcdefg abc123 aaa zzz`

const cyrillic = `пароль привет любовь солнце солнышко зайка зайчик котик кошка собака мурка барсик малыш малышка красотка
победа россия москва питер сибирь спартак зенит локомотив динамо наташа марина ирина светлана татьяна ольга елена
екатерина анна мария анастасия виктория кристина юлия александр алексей андрей дмитрий сергей михаил николай владимир
максим никита роман денис иван павел виктор артем илья вова саша маша даша катя лена оля таня света ваня петя коля
мама папа семья счастье мечта жизнь друг дружба весна лето осень зима звезда цветок роза ромашка вишня клубника
карамелька шоколад медведь медвежонок тигр волк дракон ангел демон король королева принцесса админ администратор
пользователь логин доступ секрет компьютер работа школа директор бухгалтер секретарь волонтер доброволец добро центр
ресурс фарватер общество совет`

const rows = ["1234567890", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"]
const columns = "1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 1йфя 2цыч 3увс 1q2w3e4r5t6y 1й2ц3у4к5е qazwsxedcrfv йфяцычувс"

const onKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const inRussian = "йцукенгшщзхъфывапролджэячсмитьбюё"

/** What the same keys give in the other layout: «gfhjkm» ↔ «пароль»; other signs stay. */
export function otherLayout(text: string): string {
  const swap = (letter: string) => {
    const at = onKeys.indexOf(letter)
    return at >= 0 ? inRussian[at]! : (onKeys[inRussian.indexOf(letter)] ?? letter)
  }
  return [...text.toLowerCase()].map(swap).join("")
}

const runsOf = (row: string) =>
  Array.from({ length: row.length - 3 }, (_, i) => row.slice(i)).flatMap((rest) =>
    Array.from({ length: rest.length - 3 }, (_, n) => rest.slice(0, n + 4)),
  )

/** The list, likeliest first, in both layouts, with runs of neighbouring keys. */
export function commonPasswords(): string[] {
  const words = `${latin} ${cyrillic} ${columns}`.split(/\s+/)
  const runs = rows.flatMap(runsOf)
  return [...new Set([...words, ...runs].flatMap((word) => [word, otherLayout(word)]))]
}
