// Shows notifications while no page of ours is looked at, and nothing else: it keeps no files, so it can never serve an old program.
addEventListener('push', (event) => event.waitUntil(show(event.data?.json())))
addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.path))
})

async function show(notification) {
  const pages = await clients.matchAll({ type: 'window' })
  if (!notification || pages.some((page) => page.visibilityState === 'visible')) return
  const { title, body, tag, path } = notification
  await registration.showNotification(title, { body, tag, data: { path } })
}

async function open(path) {
  const [page] = await clients.matchAll({ type: 'window' })
  if (!page) return clients.openWindow(path)
  await page.focus()
  return page.navigate(path)
}
