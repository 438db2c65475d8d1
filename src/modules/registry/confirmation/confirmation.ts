/** How somebody said that a card is right: by the letter's link, by changes that were accepted, or to the staff. */
export const channels = ["link", "changes", "phone", "email", "in_person", "paper"] as const
export type Channel = (typeof channels)[number]
/** Those that the staff writes down. */
export const channelsByHand = ["phone", "email", "in_person", "paper"] as const

/** What a letter's link answers: all is right, something is otherwise, it is over. */
export const answers = ["right", "changed", "over"] as const
export type Answer = (typeof answers)[number]

/** After so many months a card is to be confirmed anew; 0: nobody is asked. */
export type ConfirmationRule = { organisationMonths: number; personMonths: number }
export const ruleFields = ["organisationMonths", "personMonths"] as const

/** So many days after the letter comes the one reminder, and after as many again the card counts as not confirmed. */
export const reminderDays = 14
/** A link opens for so many days. */
export const linkDays = 90
/** So many letters go on one day at most: whoever fills a registry at once is not answered by everybody at once. */
export const lettersADay = 200
