import type { Role } from '@recado/contract/team'
import { useTranslation } from 'react-i18next'

export const ROLES = ['owner', 'admin', 'supervisor', 'agent'] as const satisfies readonly Role[]

/** Nobody gives, changes or takes a role above their own; the server decides, this only keeps the list honest. */
export function rolesToGive(mine: Role): readonly Role[] {
  return ROLES.slice(ROLES.indexOf(mine))
}

/** Roles as they stand alone: "Dono". In a sentence they keep their small letter. */
export function useRoleName(): (role: Role) => string {
  const { t, i18n } = useTranslation()
  return (role) => {
    const name = t(`role.${role}`)
    return name.charAt(0).toLocaleUpperCase(i18n.language) + name.slice(1)
  }
}
