/** How much of what Meta takes in one message (Cloud API reference: messages). Lengths are in UTF-16 units, as a text field counts. */
export const LIMITS = {
  text: 4096,
  headerText: 60,
  body: 1024,
  listBody: 4096,
  footer: 60,
  buttons: 3,
  buttonId: 256,
  buttonTitle: 20,
  listButton: 20,
  sections: 10,
  /** Of all sections together. */
  rows: 10,
  sectionTitle: 24,
  rowId: 200,
  rowTitle: 24,
  rowDescription: 72,
  linkText: 20,
  url: 2000,
  flowCta: 20,
  /** Of all sections together. */
  products: 30,
  retailerId: 100,
  contacts: 257,
  place: 1000,
  orderReference: 35,
  orderItems: 999,
} as const
/** How long after it was sent a message can still be reacted to. */
export const REACTION_DAYS = 30
