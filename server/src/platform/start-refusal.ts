/** A reason not to start that the person who started us can mend. main.ts prints the sentence and exits with code 78 (EX_CONFIG). */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
}
