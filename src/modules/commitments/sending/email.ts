/** Whether a text is an address of e-mail. Those of Russian domains («почта.рф») are addresses too. */
export const isEmail = (text: string): boolean =>
  text.length <= 200 && /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]{2,}$/u.test(text)
