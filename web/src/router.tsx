/** Every address of the product. A page's code and words are fetched together, when somebody goes there. */

import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isProblem } from './api.ts'
import { contactsSearch } from './contacts/contacts-url.ts'
import { loadAreas, setLocale } from './i18n/setup.ts'
import { inboxSearch } from './inbox/list-view-url.ts'
import { assetsSearch, copySearch, groundSearch, importSearch, linkToken, popupSearch, returnPath, signupSearch } from './route-search.ts'
import { meQuery } from './session/me.ts'
import { NotFound } from './shell/NotFound.tsx'
import { PageError, WholeError } from './shell/PageError.tsx'
import { Shell } from './shell/Shell.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  errorComponent: WholeError,
  notFoundComponent: NotFound,
})

// Without the shell: nobody is signed in yet, or there is one thing to do.
const bare = createRoute({ getParentRoute: () => root, id: 'bare' })
type AreaNames = Parameters<typeof loadAreas>
const words = (...areas: AreaNames) => ({ loader: () => loadAreas(...areas) })

const signIn = createRoute({
  getParentRoute: () => bare,
  path: '/sign-in',
  validateSearch: returnPath,
  ...words('session'),
  component: lazyRouteComponent(() => import('./session/SignInPage.tsx')),
})
const invite = createRoute({
  getParentRoute: () => bare,
  path: '/invite/{-$token}',
  validateSearch: linkToken,
  ...words('session'),
  component: lazyRouteComponent(() => import('./session/InvitePage.tsx')),
})
const setup = createRoute({
  getParentRoute: () => bare,
  path: '/setup/{-$token}',
  validateSearch: linkToken,
  ...words('setup', 'session'),
  component: lazyRouteComponent(() => import('./setup/SetupPage.tsx')),
})

const signupLink = createRoute({
  getParentRoute: () => bare,
  path: '/connect/$token',
  ...words('signup', 'session'),
  component: lazyRouteComponent(() => import('./onboarding/LinkPage.tsx')),
})
/** Meta's popup, played by the simulator. */
const signupPopup = createRoute({
  getParentRoute: () => bare,
  path: '/sandbox/signup',
  validateSearch: popupSearch,
  ...words('signup', 'session'),
  component: lazyRouteComponent(() => import('./onboarding/PopupPage.tsx')),
})

/** Everything that needs a person. Comes back here after signing in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  errorComponent: WholeError,
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery).catch((error: unknown) => {
      if (isProblem(error, 'not_signed_in')) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
      throw error
    })
    await setLocale(me.user.locale)
    return { me }
  },
})
const welcome = createRoute({
  getParentRoute: () => signedIn,
  path: '/welcome',
  ...words('setup', 'numbers'),
  component: lazyRouteComponent(() => import('./setup/WelcomePage.tsx')),
})
const phone = createRoute({
  getParentRoute: () => signedIn,
  path: '/sandbox/phone',
  // Its bubbles are the inbox's: words that came later would blank the whole page while somebody presses it.
  ...words('sandbox', 'inbox', 'kinds'),
  component: lazyRouteComponent(() => import('./sandbox/PhonePage.tsx')),
})

const signup = createRoute({
  getParentRoute: () => signedIn,
  path: '/numbers/connect/signup',
  validateSearch: signupSearch,
  ...words('signup', 'session'),
  component: lazyRouteComponent(() => import('./onboarding/SignupPage.tsx')),
})

const shell = createRoute({ getParentRoute: () => signedIn, id: 'shell', component: Shell })
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/{-$conversationId}', params: {}, replace: true })
  },
})
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox/{-$conversationId}',
  validateSearch: inboxSearch,
  ...words('inbox', 'templates'),
  component: lazyRouteComponent(() => import('./inbox/InboxPage.tsx')),
})
const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/contacts',
  validateSearch: contactsSearch,
  ...words('contacts', 'inbox'),
  component: lazyRouteComponent(() => import('./contacts/ContactsPage.tsx')),
})
const contactImport = createRoute({
  getParentRoute: () => shell,
  path: '/contacts/import',
  validateSearch: importSearch,
  ...words('contacts'),
  component: lazyRouteComponent(() => import('./contacts/ImportPage.tsx')),
})
const templates = createRoute({
  getParentRoute: () => shell,
  path: '/templates',
  ...words('templates', 'builder', 'templateLife', 'library'),
  component: lazyRouteComponent(() => import('./templates/TemplatesPage.tsx')),
})
const newTemplate = createRoute({
  getParentRoute: () => shell,
  path: '/templates/new',
  validateSearch: copySearch,
  ...words('templates', 'builder'),
  component: lazyRouteComponent(() => import('./templates/builder/NewTemplatePage.tsx')),
})
const templateLibrary = createRoute({
  getParentRoute: () => shell,
  path: '/templates/library',
  ...words('templates', 'builder', 'library'),
  component: lazyRouteComponent(() => import('./templates/library/LibraryPage.tsx')),
})
const template = createRoute({
  getParentRoute: () => shell,
  path: '/templates/$templateId',
  ...words('templates', 'builder', 'templateLife'),
  component: lazyRouteComponent(() => import('./templates/page/TemplatePage.tsx')),
})
const editTemplate = createRoute({
  getParentRoute: () => shell,
  path: '/templates/$templateId/edit',
  ...words('templates', 'builder'),
  component: lazyRouteComponent(() => import('./templates/builder/EditTemplatePage.tsx')),
})
const numbers = createRoute({
  getParentRoute: () => shell,
  path: '/numbers',
  ...words('numbers'),
  component: lazyRouteComponent(() => import('./numbers/NumbersPage.tsx')),
})
const connect = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/connect',
  ...words('numbers', 'setup', 'signup', 'settings', 'registration', 'numberAssets'),
  component: lazyRouteComponent(() => import('./numbers/ConnectPage.tsx')),
})
const assets = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/accounts',
  validateSearch: assetsSearch,
  ...words('assets', 'numbers', 'alerts'),
  component: lazyRouteComponent(() => import('./assets/AssetsPage.tsx')),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/accounts/$wabaId',
  ...words('assets', 'numbers', 'alerts', 'numberHistory'),
  component: lazyRouteComponent(() => import('./assets/AccountPage.tsx')),
})
const accountDoctor = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/accounts/$wabaId/doctor',
  ...words('assets', 'doctor', 'roadCodes'),
  component: lazyRouteComponent(() => import('./assets/AccountDoctorPage.tsx')),
})
const number = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/$numberId',
  ...words('numbers', 'numberAssets', 'coexistence'),
  component: lazyRouteComponent(() => import('./numbers/NumberPage.tsx')),
})
/** One part of a number's page; its words and its code come when it is opened. */
function numberTab<const Path extends string>(path: Path, load: () => Promise<{ default: () => ReactNode }>, ...areas: AreaNames) {
  return createRoute({ getParentRoute: () => number, path, ...words(...areas), component: lazyRouteComponent(load) })
}
const numberOverview = numberTab('/', () => import('./numbers/NumberOverview.tsx'))
const numberService = numberTab('service', () => import('./numbers/service/ServiceTab.tsx'), 'numberService', 'settings')
const numberDoctor = numberTab('doctor', () => import('./doctor/DoctorTab.tsx'), 'doctor', 'roadCodes')
const numberProfile = numberTab('profile', () => import('./numbers/ProfileTab.tsx'))
const numberQrCodes = numberTab('qr-codes', () => import('./numbers/QrCodesTab.tsx'))
const numberWebhooks = numberTab('webhooks', () => import('./numbers/WebhooksTab.tsx'))
const numberName = numberTab('name', () => import('./numbers/NameTab.tsx'), 'numberNames')
const numberStarters = numberTab('starters', () => import('./numbers/StartersTab.tsx'), 'numberStarters')
const numberMetaSettings = numberTab('meta-settings', () => import('./numbers/MetaSettingsTab.tsx'), 'numberSettings')
const numberBlocked = numberTab('blocked', () => import('./numbers/BlockedTab.tsx'), 'numberBlocked')
const numberHistory = numberTab('history', () => import('./numbers/HistoryTab.tsx'), 'numberHistory')
const numberRegistration = numberTab('registration', () => import('./numbers/RegistrationTab.tsx'), 'registration')
const alerts = createRoute({
  getParentRoute: () => shell,
  path: '/alerts',
  ...words('alerts'),
  component: lazyRouteComponent(() => import('./alerts/AlertsPage.tsx')),
})
const help = createRoute({
  getParentRoute: () => shell,
  path: '/help',
  ...words('help'),
  component: lazyRouteComponent(() => import('./help/HelpPage.tsx')),
})

const road = createRoute({
  getParentRoute: () => shell,
  path: '/road',
  validateSearch: groundSearch,
  ...words('road', 'roadItems', 'roadCodes'),
  component: lazyRouteComponent(() => import('./road/RoadLayout.tsx')),
})
const roadChecklist = createRoute({
  getParentRoute: () => road,
  path: '/',
  component: lazyRouteComponent(() => import('./road/ChecklistPage.tsx')),
})
const roadLegal = createRoute({
  getParentRoute: () => road,
  path: 'legal',
  component: lazyRouteComponent(() => import('./road/LegalPage.tsx')),
})
const roadTexts = createRoute({
  getParentRoute: () => road,
  path: 'texts',
  component: lazyRouteComponent(() => import('./road/TextsPage.tsx')),
})
const roadStudio = createRoute({
  getParentRoute: () => road,
  path: 'studio',
  component: lazyRouteComponent(() => import('./road/StudioPage.tsx')),
})
const roadPack = createRoute({
  getParentRoute: () => road,
  path: 'pack',
  component: lazyRouteComponent(() => import('./road/PackPage.tsx')),
})
const roadGuide = createRoute({
  getParentRoute: () => road,
  path: 'guide',
  component: lazyRouteComponent(() => import('./road/GuidePage.tsx')),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  ...words('settings', 'session'),
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx')),
})
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./settings/SettingsHome.tsx')),
})
const settingsWorkspace = createRoute({
  getParentRoute: () => settings,
  path: 'workspace',
  component: lazyRouteComponent(() => import('./settings/WorkspaceSection.tsx')),
})
const settingsMembers = createRoute({
  getParentRoute: () => settings,
  path: 'members',
  component: lazyRouteComponent(() => import('./settings/MembersSection.tsx')),
})
const settingsTeams = createRoute({
  getParentRoute: () => settings,
  path: 'teams',
  ...words('teams', 'contacts'),
  component: lazyRouteComponent(() => import('./teams/TeamsSection.tsx')),
})
const settingsContacts = createRoute({
  getParentRoute: () => settings,
  path: 'contacts',
  ...words('contacts'),
  component: lazyRouteComponent(() => import('./settings/ContactWordsSection.tsx')),
})
const settingsKeys = createRoute({
  getParentRoute: () => settings,
  path: 'api-keys',
  component: lazyRouteComponent(() => import('./settings/ApiKeysSection.tsx')),
})
const settingsProfile = createRoute({
  getParentRoute: () => settings,
  path: 'profile',
  component: lazyRouteComponent(() => import('./settings/ProfileSection.tsx')),
})
const settingsSignup = createRoute({
  getParentRoute: () => settings,
  path: 'signup',
  ...words('signup'),
  component: lazyRouteComponent(() => import('./onboarding/SettingsSection.tsx')),
})
const settingsWorkspaces = createRoute({
  getParentRoute: () => settings,
  path: 'workspaces',
  component: lazyRouteComponent(() => import('./settings/WorkspacesSection.tsx')),
})

const routeTree = root.addChildren([
  bare.addChildren([signIn, invite, setup, signupLink, signupPopup]),
  signedIn.addChildren([
    welcome,
    phone,
    signup,
    shell.addChildren([
      home,
      inbox,
      contacts,
      contactImport,
      templates,
      newTemplate,
      templateLibrary,
      template,
      editTemplate,
      numbers,
      connect,
      assets,
      account,
      accountDoctor,
      number.addChildren([
        numberOverview,
        numberDoctor,
        numberService,
        numberProfile,
        numberQrCodes,
        numberWebhooks,
        numberName,
        numberStarters,
        numberMetaSettings,
        numberBlocked,
        numberHistory,
        numberRegistration,
      ]),
      alerts,
      help,
      road.addChildren([roadChecklist, roadLegal, roadTexts, roadStudio, roadPack, roadGuide]),
      settings.addChildren([
        settingsHome,
        settingsWorkspace,
        settingsMembers,
        settingsTeams,
        settingsContacts,
        settingsKeys,
        settingsProfile,
        settingsWorkspaces,
        settingsSignup,
      ]),
    ]),
  ]),
])

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    defaultPendingMs: 150,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
