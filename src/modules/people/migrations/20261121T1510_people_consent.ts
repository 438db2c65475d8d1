import { type Kysely, sql } from "kysely"

const processingRu = `Я, {signer}, даю согласие на обработку моих персональных данных.

Кому: {operator}. Адрес: {address}. {requisites}

Зачем: вести учёт добровольцев и участников, приглашать на события и связываться по ним, подтверждать участие, составлять отчёты без имён.

Какие данные: фамилия, имя, отчество; дата рождения; телефон, электронная почта, адрес; город или посёлок; организации, в которых я состою, и роль в них; участие в событиях.

Что с ними делают: собирают, записывают, хранят, уточняют, используют для названной цели и удаляют, с помощью программ и на бумаге. Видят их сотрудники оператора, а имя и контакты также организация, в которой я состою. Другим их не передают, кроме случаев, названных в законе. Показывать их всем это согласие не разрешает: на это нужно отдельное.

Срок: {until}. Отозвать согласие можно в любой день: на сайте {site}, по ссылке из письма или обратившись к оператору: {contact}. После отзыва данные удаляют, если закон не велит хранить их дольше.`

const processingEn = `I, {signer}, consent to the processing of my personal data.

By: {operator}. Address: {address}. {requisites}

Why: to keep a register of volunteers and participants, invite to events and get in touch about them, confirm participation, draw up reports without names.

Which data: family name, given name, patronymic; date of birth; telephone, e-mail, address; town or village; organisations I belong to and my role there; participation in events.

What is done with them: they are collected, recorded, kept, corrected, used for this purpose and erased, by programs and on paper. The operator's staff sees them; the organisation I belong to sees my name and contacts. They are handed to nobody else except where the law says so. This consent does not allow them to be shown to everybody: that needs a separate one.

Until: {until}. I may withdraw it on any day: on the site {site}, by the link of a letter, or by asking the operator: {contact}. After that the data are erased unless the law tells to keep them longer.`

const guardianRu = `Я, {signer} ({relation}), как законный представитель даю согласие на обработку персональных данных несовершеннолетнего.

Несовершеннолетний: {person}. Дата рождения: {birth}.

Кому: {operator}. Адрес: {address}. {requisites}

Зачем: вести учёт добровольцев и участников, приглашать на события и связываться по ним, подтверждать участие, составлять отчёты без имён.

Какие данные: фамилия, имя, отчество; дата рождения; телефон, электронная почта, адрес; город или посёлок; школа, отряд и другие организации, роль в них; участие в событиях. И мои: фамилия, имя, отчество, кем прихожусь, телефон и электронная почта, чтобы связаться со мной.

Что с ними делают: собирают, записывают, хранят, уточняют, используют для названной цели и удаляют, с помощью программ и на бумаге. Видят их сотрудники оператора, а имя и контакты также организация, в которой состоит несовершеннолетний. Имя и другие данные несовершеннолетнего всем не показывают.

Срок: {until}, но не дольше, чем до 18 лет: с этого дня решает сам человек. Отозвать согласие можно в любой день: по ссылке из письма или обратившись к оператору: {contact}. После отзыва данные удаляют, если закон не велит хранить их дольше.`

const guardianEn = `I, {signer} ({relation}), as the legal representative consent to the processing of a minor's personal data.

The minor: {person}. Date of birth: {birth}.

By: {operator}. Address: {address}. {requisites}

Why: to keep a register of volunteers and participants, invite to events and get in touch about them, confirm participation, draw up reports without names.

Which data: family name, given name, patronymic; date of birth; telephone, e-mail, address; town or village; school, squad and other organisations with the role there; participation in events. And mine: name, relation, telephone and e-mail, to get in touch with me.

What is done with them: they are collected, recorded, kept, corrected, used for this purpose and erased, by programs and on paper. The operator's staff sees them; the organisation the minor belongs to sees the name and contacts. The name and other data of the minor are not shown to everybody.

Until: {until}, but no longer than the age of 18: from that day the person decides. I may withdraw it on any day: by the link of a letter or by asking the operator: {contact}. After that the data are erased unless the law tells to keep them longer.`

const publicationRu = `Я, {signer}, разрешаю показывать всем персональные данные, названные ниже (распространение, 152-ФЗ, ст. 10.1). Связаться со мной: {reach}.

Кому: {operator}. Адрес: {address}. {requisites}

Где показывают: {site} и страницы этого сайта, поиск и открытые данные на нём.

Зачем: чтобы о моём участии в общественной работе знали и могли со мной связаться.

Какие данные: {fields}. Других данных это согласие не касается.

Условия и запреты: {conditions}

Срок: {until}. Перестать показывать можно в любой день: на сайте, по ссылке из письма или обратившись к оператору: {contact}. Показ прекращается сразу.`

const publicationEn = `I, {signer}, allow the personal data named below to be shown to everybody (dissemination, article 10.1 of 152-FZ). How to reach me: {reach}.

By: {operator}. Address: {address}. {requisites}

Where they are shown: {site} and pages of this site, its search and open data.

Why: so that my part in public work is known and I can be reached.

Which data: {fields}. This consent concerns no other data.

Conditions and prohibitions: {conditions}

Until: {until}. I may stop it on any day: on the site, by the link of a letter, or by asking the operator: {contact}. They are taken away at once.`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.operator (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL,
      address text NOT NULL,
      requisites text NOT NULL DEFAULT '',
      contact text NOT NULL,
      demo boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`COMMENT ON TABLE people.operator IS 'Who processes the data, by version: never changed, the latest is in force'`.execute(
    db,
  )
  await sql`
    CREATE TABLE people.consent_text (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL,
      version integer NOT NULL,
      body_ru text NOT NULL,
      body_en text NOT NULL,
      created_at timestamptz NOT NULL,
      UNIQUE (kind, version)
    )`.execute(db)
  for (const [kind, ru, en] of [
    ["processing", processingRu, processingEn],
    ["guardian", guardianRu, guardianEn],
    ["publication", publicationRu, publicationEn],
  ])
    await sql`INSERT INTO people.consent_text (kind, version, body_ru, body_en, created_at)
      VALUES (${kind}, 1, ${ru}, ${en}, '2026-11-21')`.execute(db)

  await sql`
    CREATE TABLE people.guardian (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      name text NOT NULL,
      relation text NOT NULL,
      phone text NOT NULL DEFAULT '',
      email text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX guardian_person ON people.guardian (person_id)`.execute(db)

  await sql`
    CREATE TABLE people.consent (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      kind text NOT NULL,
      field text NOT NULL DEFAULT '',
      text_id bigint NOT NULL REFERENCES people.consent_text (id),
      operator_id bigint NOT NULL REFERENCES people.operator (id),
      guardian_id bigint REFERENCES people.guardian (id) ON DELETE SET NULL,
      signer text NOT NULL,
      relation text NOT NULL DEFAULT '',
      reach text NOT NULL DEFAULT '',
      conditions text NOT NULL DEFAULT '',
      channel text NOT NULL,
      given_on date NOT NULL,
      until_on date,
      created_at timestamptz NOT NULL,
      recorded_by uuid REFERENCES platform.app_user (id),
      ended_at timestamptz,
      ended_how text,
      ended_by text,
      ended_user uuid REFERENCES platform.app_user (id),
      ended_why text NOT NULL DEFAULT '',
      CHECK ((kind = 'publication') = (field <> '')),
      CHECK ((ended_at IS NULL) = (ended_how IS NULL))
    )`.execute(db)
  await sql`CREATE UNIQUE INDEX consent_in_force ON people.consent (person_id, kind, field) WHERE ended_at IS NULL`.execute(
    db,
  )
  await sql`CREATE INDEX consent_person ON people.consent (person_id, id)`.execute(db)
  await sql`CREATE INDEX consent_text_used ON people.consent (text_id, id) WHERE ended_at IS NULL`.execute(db)
  await sql`CREATE INDEX consent_until ON people.consent (until_on) WHERE ended_at IS NULL AND until_on IS NOT NULL`.execute(
    db,
  )

  await sql`
    CREATE TABLE people.consent_link (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      guardian_id bigint REFERENCES people.guardian (id) ON DELETE CASCADE,
      generation integer NOT NULL DEFAULT 1,
      code_hash bytea UNIQUE,
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      sent_to text NOT NULL DEFAULT '',
      UNIQUE NULLS NOT DISTINCT (person_id, guardian_id)
    )`.execute(db)

  await sql`
    ALTER TABLE people.person
      ADD COLUMN own_consent_on date,
      ADD COLUMN guardian_consent_on date,
      ADD COLUMN consent_withdrawn_on date`.execute(db)
  await sql`CREATE INDEX person_no_consent ON people.person (folded_name, id)
    WHERE own_consent_on IS NULL AND guardian_consent_on IS NULL`.execute(db)
  await sql`CREATE INDEX person_consent_withdrawn ON people.person (folded_name, id)
    WHERE consent_withdrawn_on IS NOT NULL`.execute(db)
  await sql`CREATE INDEX person_guarded ON people.person (folded_name, id) WHERE guardian_consent_on IS NOT NULL`.execute(
    db,
  )
}
