import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/** On https the name itself makes browsers demand Secure, no Domain and Path=/. Plain http is for trying it on one's own machine. */
export function cookieName(config: Config): string {
  return config.PUBLIC_URL.startsWith('https:') ? '__Host-recado' : 'recado'
}

export function sessionToken(request: FastifyRequest, config: Config): string | undefined {
  return request.cookies[cookieName(config)]
}

const ABSOLUTE_SECONDS = 30 * 24 * 3600

/** The browser may keep it for as long as a session can live at most; the server decides earlier. */
export function giveCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(cookieName(config), token, { ...attributes(config), maxAge: ABSOLUTE_SECONDS })
}

export function takeCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(cookieName(config), attributes(config))
}

function attributes(config: Config): { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: config.PUBLIC_URL.startsWith('https:') }
}
