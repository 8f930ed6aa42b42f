/**
 * Stops a server and ends what is connected to it. `close` alone waits for every connection, and a browser opens some
 * ahead of use: on those no request ever came, so Node does not count them as idle and waits a minute or more.
 *
 * @param {import('node:http').Server} server
 * @returns {Promise<void>} resolves when the port is free
 */
export function closeServer(server) {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
