import { addCentre, allCentres, nameCurator } from "#modules/network/public.ts"
import { addTerritory, type allDirections, allTerritories, setDirections } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"

export const demoRegion = "Приозёрская область"
const since = "2024-02-01"

type DemoCentre = {
  name: string
  kind: "flagship" | "municipal" | "sectoral"
  slug: string
  /** Its territory; a sectoral one has none. */
  territory: string | null
  about: string
  contacts: string
  directions: string[]
  curators: { direction: string; name: string; post: string }[]
}

/** The invented network, the flagship first. */
const demoCentres = (town: string): DemoCentre[] => [
  {
    name: "Приозёрский областной ресурсный центр",
    kind: "flagship",
    slug: "priozersk",
    territory: demoRegion,
    about: "Помогаем центрам области: учим сотрудников, ведём общий реестр, отвечаем на вопросы муниципальных центров.",
    contacts: "г. Приозёрск, улица Садовая, дом 4\n+7 000 000-10-10\nв будни с 9 до 18",
    directions: ["Поддержка НКО и добровольчества", "Образование и наставничество"],
    curators: [{ direction: "Образование и наставничество", name: "Марина Лучкова", post: "методист" }],
  },
  {
    name: "Ресурсный центр города Заречного",
    kind: "municipal",
    slug: "zarechny",
    territory: town,
    about:
      "Собираем решения городских встреч, следим за их исполнением и помогаем организациям города найти друг друга.",
    contacts: "г. Заречный, площадь Мира, дом 3\n+7 000 000-20-20\nвторник и четверг с 10 до 19",
    directions: ["Помощь пожилым", "Молодёжь"],
    curators: [
      { direction: "Помощь пожилым", name: "Тамара Вешнякова", post: "координатор" },
      { direction: "Молодёжь", name: "Илья Перевозчиков", post: "методист" },
    ],
  },
  {
    name: "Ресурсный центр Лугового района",
    kind: "municipal",
    slug: "lugovoy",
    territory: "Луговой район",
    about: "Новый центр: собираем список организаций района и готовим первый круглый стол.",
    contacts: "посёлок Луговой, улица Школьная, дом 1\n+7 000 000-30-30",
    directions: [],
    curators: [],
  },
  {
    name: "Центр серебряного добровольчества",
    kind: "sectoral",
    slug: "serebro",
    territory: null,
    about: "Занимаемся добровольчеством людей старшего возраста во всей области: клубы, школы, наставники.",
    contacts: "+7 000 000-40-40",
    directions: ["Помощь пожилым"],
    curators: [{ direction: "Помощь пожилым", name: "Зоя Кленовская", post: "руководитель направления" }],
  },
]

/** The territory of this name, made as a part of the example where there is none. */
export async function demoTerritory(
  ctx: CommandContext,
  name: string,
  kind: "region" | "municipality",
  parentId: number | null,
): Promise<number> {
  const there = (await allTerritories(ctx.tx)).find((one) => one.name === name && one.kind === kind)
  return there?.id ?? addTerritory(ctx, { name, kind, parentId, demo: true })
}

/** Plants a flagship centre, two municipal ones and a sectoral one; nothing where the installation has a network. */
export async function plantNetwork(
  ctx: CommandContext,
  place: { town: string; region: number; directions: Awaited<ReturnType<typeof allDirections>> },
): Promise<void> {
  if ((await allCentres(ctx.tx)).length) return
  const idOf = (name: string) => place.directions.find(({ nameRu }) => nameRu === name)?.id
  let parentId: number | null = null
  for (const { territory, directions, curators, ...centre } of demoCentres(place.town)) {
    const kind = centre.kind === "flagship" ? "region" : "municipality"
    const territoryId = territory === null ? null : await demoTerritory(ctx, territory, kind, place.region)
    const input = addCentre.input.parse({ ...centre, territoryId, parentId, today: since, demo: true })
    const { id } = await addCentre.run(ctx, input)
    parentId ??= id
    const { partyId } = (await allCentres(ctx.tx)).find((one) => one.id === id)!
    await setDirections.run(ctx, { id: partyId, directions: directions.flatMap((name) => idOf(name) ?? []) })
    for (const { direction, ...curator } of curators) {
      const directionId = idOf(direction)
      if (directionId) await nameCurator.run(ctx, { ...curator, directionId, centreId: id, fromOn: since })
    }
  }
}
