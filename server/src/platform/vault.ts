/** Where a secret lives. It is the ciphertext's additional data, so a value moved to another row, column or workspace does not open. */
export interface Place {
  /** null for the installation's own secrets */
  readonly workspaceId: string | null
  readonly table: string
  readonly column: string
  readonly row: string
}

export interface Vault {
  /** AES-256-GCM under the workspace's data key. */
  seal(place: Place, plaintext: string): Promise<string>
  /** Throws when the ciphertext was altered or belongs to another place. */
  open(place: Place, ciphertext: string): Promise<string>
  /** Keyed, deterministic: finds equal secrets without keeping them. */
  fingerprint(purpose: string, secret: string): string
}
