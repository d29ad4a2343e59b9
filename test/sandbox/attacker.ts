/** A server of somebody else's: whatever reaches it, by TCP or UDP, has left the sandbox. */
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Attacker {
  /** Host and port, without a scheme. */
  host: string
  /** What has come, in words. */
  leaks: string[]
  close(): Promise<void>
}

export async function startAttacker(): Promise<Attacker> {
  const leaks: string[] = []
  const server = createServer((request, response) => {
    leaks.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' })
    response.end('export default 1')
  })
  server.on('connection', () => leaks.push('a connection'))
  server.on('upgrade', (request, socket) => {
    leaks.push(`UPGRADE ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const udp = createSocket('udp4', () => leaks.push('a UDP packet'))
  await new Promise<void>((bound) => udp.bind(port, '127.0.0.1', bound))
  return {
    host: `127.0.0.1:${port}`,
    leaks,
    async close() {
      server.closeAllConnections()
      await Promise.all([
        new Promise<void>((closed) => void server.close(() => closed())),
        new Promise<void>((closed) => udp.close(closed)),
      ])
    },
  }
}
