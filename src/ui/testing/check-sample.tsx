import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { CheckBench, DoubtJump, DraftHeading, Piece, SideBySide, SourceLine, Toolbar } from "#ui/side-by-side.tsx"
import { longName, longText } from "#ui/testing/texts.ts"

const lines = [
  "Администрации:",
  "1. найти помещение и провести в нём ремонт;",
  "",
  "Меры укрепят доверие.",
  `2. ${longText}`,
]
const pieces = [undefined, "p1", undefined, undefined, "p2"]

/** The source beside what was read, with two uncertain places. */
export const CheckSample = ({ view }: { view: View }) => (
  <Page view={view} title="Проверьте, что мы прочитали" state="2 пункта. Два места стоит посмотреть.">
    <CheckBench>
      <Toolbar
        label="Правка"
        end={
          <Deed view={view} action="/check" kind="primary">
            Принять резолюцию
          </Deed>
        }
      >
        <DoubtJump view={view} count={2} first="p1" />
        <Button kind="link" icon="undo-2">
          Отменить
        </Button>
      </Toolbar>
      <SideBySide
        view={view}
        source={lines.map((text, i) => (
          <SourceLine view={view} n={27 + i} text={text} piece={pieces[i]} doubt={i === 3} />
        ))}
      >
        <DraftHeading title={longName} mini="строка 27 · есть в реестре" />
        <Piece
          view={view}
          id="p1"
          no="1"
          text="Найти помещение и провести в нём ремонт"
          lines={[28, 28]}
          facts={[<b>рекомендовать</b>, false]}
          doubts={["Два действия в одном пункте"]}
          acts={
            <Button kind="link" icon="split">
              Разделить
            </Button>
          }
        />
        <Piece view={view} id="p2" no="2" text={longText} lines={[31, 33]} level={1} doubts={["Адресат не найден"]} />
        <label>
          Заметка
          <textarea id="note" />
        </label>
      </SideBySide>
    </CheckBench>
  </Page>
)
