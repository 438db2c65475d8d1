import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Card, CardLinks, Facts, Figures } from "#ui/card.tsx"
import { BarChart, TrendChart } from "#ui/chart.tsx"
import { CopyText } from "#ui/copy.tsx"
import { DisplayPanel } from "#ui/display-panel.tsx"
import { FailurePage } from "#ui/failure.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { ChipLinks, Filters, Sort } from "#ui/filters.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { LeadingLine } from "#ui/leading-line.tsx"
import { Empty, Item, Items, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { DataTable } from "#ui/table.tsx"
import { Tabs } from "#ui/tabs.tsx"
import { CheckSample } from "#ui/testing/check-sample.tsx"
import { FormSample } from "#ui/testing/form-sample.tsx"
import { longName, longText } from "#ui/testing/texts.ts"
import { Day, Moment } from "#ui/time.tsx"
import { Timeline } from "#ui/timeline.tsx"

const rowsOfAnswers: [string, number, number, number, number, number][] = [
  [longName, 6, 3, 2, 7, 20],
  ["Совет ветеранов", 1, 1, 0, 0, 3],
  ["Комитет по культуре", 0, 0, 0, 4, 6],
]
const Answers = ({ view, id, quiet }: { view: View; id: string; quiet?: boolean }) => (
  <BarChart
    view={view}
    id={id}
    quiet={quiet ?? false}
    caption="Кто как отвечает"
    heading="Адресат"
    totalName="Спросили"
    rows={rowsOfAnswers.map(([label, done, work, late, silent, asked]) => ({
      label,
      href: "/bodies/1",
      total: asked,
      said: `${asked - silent} из ${asked}`,
      values: [
        { name: "исполнено", value: done, tone: "done" },
        { name: "в работе", value: work, tone: "work" },
        { name: "просрочено", value: late, tone: "late" },
        { name: "молчат", value: silent, tone: "silent" },
        { name: "отказали", value: 1 },
      ],
    }))}
  />
)

const Figures2026 = ({ view }: { view: View }) => (
  <>
    <Answers view={view} id="wide" />
    <TrendChart
      view={view}
      caption="От запроса до первого ответа"
      heading="Год"
      unit="дней, медиана"
      points={[
        { label: "2022", value: 41 },
        { label: "2023", value: 38.5 },
        { label: "2024" },
        { label: "2025", value: 0 },
        { label: "2026", value: 12 },
      ]}
    />
    <TrendChart
      view={view}
      caption="Запросов по месяцам"
      heading="Месяц"
      unit="запросов"
      points={Array.from({ length: 18 }, (_, i) => ({
        label: `${(i % 12) + 1}.${2025 + Math.floor(i / 12)}`,
        value: i * 7,
      }))}
    />
    <BarChart view={view} id="none" caption="Пока пусто" heading="Адресат" rows={[]} />
  </>
)

const Resolution = ({ view }: { view: View }) => (
  <Page
    view={view}
    title="Резолюция круглого стола «Добрые соседи: как городу и объединениям жителей работать вместе»"
    crumbs={[{ href: "/resolutions", label: "Резолюции" }]}
    sub="Верхнеозёрск · принята 12 марта 2026 г. · 58 участников"
    state={
      <>
        <b>12 из 26 пунктов исполнены.</b> Девять в работе, два просрочены.
      </>
    }
    feeds={[{ href: "/resolutions.rss", title: "Резолюции" }]}
    description="Что решили и что сделано"
    aside={
      <>
        <Card title="Кто как отвечает">
          <Answers view={view} id="beside" quiet />
        </Card>
        <Card title="Следить">
          <CardLinks links={[{ href: "/resolutions.rss", label: "RSS", icon: "rss" }]} />
        </Card>
      </>
    }
  >
    <LeadingLine
      legs={[
        { count: 26, label: "пунктов принято 12 марта", share: 1 },
        { count: 26, label: "запросов отправлено", share: 0.88 },
        { count: 0, label: "снято с контроля", ahead: true },
      ]}
      caption="Путь от слова к делу на 21 ноября 2026 г."
    />
    <ChipLinks
      label="Показать"
      chips={[
        { label: "Все", count: 26, href: "?", current: true },
        { label: "Просрочено", count: 2, href: "?late" },
      ]}
    />
    <h2>{longName}</h2>
    <Items label="Пункты">
      <Item
        no="1"
        href="/items/1"
        title={longText}
        mini={["Поручение", false]}
        end={<StateMark tone="done" word="Исполнено" />}
      />
      <Item
        no="1.1"
        level={1}
        title="по направлению «культура»"
        end={<StateMark tone="unsent" word="Не отправлялось" />}
      />
      <Item
        no="2"
        title="Сделать открытыми конкурсы"
        end={<StateMark tone="late" word="Просрочено" detail="20 дней" />}
      />
    </Items>
    <CopyText view={view} text="Резолюция «Добрые соседи» https://centre.example/resolutions/7" />
    <h2>История</h2>
    <Timeline
      view={view}
      entries={[
        {
          at: new Date("2026-11-21T09:12:00Z"),
          text: "Исправлен адресат пункта 3.",
          change: { was: "Комитет", now: longName },
        },
      ]}
    />
  </Page>
)

const List = ({ view }: { view: View }) => (
  <Page view={view} title="Резолюции" state="41 резолюция, 312 пунктов.">
    <Filters
      view={view}
      action="/list"
      active={[
        { label: "2026 год", href: "/list" },
        { label: longName, href: "/list?year=2026" },
      ]}
    >
      <SelectField view={view} name="body" label="Адресат" empty="Любой" options={[{ value: "1", label: longName }]} />
      <TextField view={view} name="q" label="Слова" />
    </Filters>
    <ListHead
      view={view}
      count="Найдено 2 резолюции"
      sort={
        <Sort
          view={view}
          options={[
            { label: "новые", href: "?", current: true },
            { label: "старые", href: "?old", current: false },
          ]}
        />
      }
      downloads={[{ href: "/resolutions.xlsx", label: ".xlsx" }]}
    />
    <Rows label="Резолюции">
      <Row href="/resolution" title="Добрые соседи" mini={["Верхнеозёрск", <Day view={view} date="2026-11-24" />]} />
      <Row
        title={longText}
        end={
          <Deed view={view} action="/releases">
            Подтвердить
          </Deed>
        }
      />
    </Rows>
    <Pager view={view} more="?after=2" />
    <DataTable
      caption="Адресаты"
      columns={[
        { label: "Адресат", heading: true, cell: (row) => row.name },
        { label: "Спросили", numeric: true, cell: (row) => row.asked },
      ]}
      rows={[{ name: longName, asked: 18 }]}
      foot={["Всего", 18]}
    />
    <Empty title="Пока ничего не поручено" why="Сначала загрузите резолюцию.">
      <LinkButton href="/new" kind="primary" icon="upload">
        Загрузить резолюцию
      </LinkButton>
    </Empty>
  </Page>
)

const Desk = ({ view }: { view: View }) => (
  <Page view={view} title="Мои дела">
    <Figures label="Сегодня" figures={[{ href: "/desk?reports", count: 2, label: "отчёта ждут вашего слова" }]} />
    <Figures2026 view={view} />
    <Tabs
      label="Разделы"
      tabs={[
        { href: "?", label: "Сведения", current: true },
        { href: "?history", label: "История", current: false },
      ]}
    />
    <Facts
      facts={[
        ["Полное название", longName],
        ["ИНН", undefined],
        ["Когда", <Moment view={view} at={view.now} />],
      ]}
    />
    <Notice tone="warn" title="Две записи похожи">
      <p>Проверьте, не одна ли это организация.</p>
    </Notice>
    <Button reason="Сначала назовите адресата у пункта 5">Принять резолюцию</Button>
  </Page>
)

/** Sample pages that hold every component, by the address they have in tests. */
export const samplePages: Record<string, (view: View) => unknown> = {
  "/resolution": (view) => <Resolution view={view} />,
  "/list": (view) => <List view={view} />,
  "/desk": (view) => <Desk view={view} />,
  "/form": (view) => <FormSample view={view} />,
  "/wrong": (view) => <FormSample view={view} wrong />,
  "/check": (view) => <CheckSample view={view} />,
  "/display": (view) => <DisplayPanel view={view} back="/list" />,
  "/failure": (view) => <FailurePage view={view} status={500} reference="a1b2c3d4" />,
}
