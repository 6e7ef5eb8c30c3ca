// SPDX-License-Identifier: Apache-2.0
// A server of its own for the documentation's pictures: a fresh data folder with made-up weeks of calls and one admin.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ADMIN = { name: 'mo', password: 'a long password for pictures' };
const PALAVER = process.env.PALAVER ?? new URL('../palaver', import.meta.url).pathname;

function palaver(words, input = '') {
  const { status, stderr } = spawnSync(PALAVER, words, { input, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`palaver ${words.join(' ')}: ${stderr}`);
  }
}

/** Starts the server, gives its address to `work`, and leaves nothing behind. */
export async function withDemoServer(work) {
  const data = mkdtempSync(join(tmpdir(), 'palaver-pictures-'));
  let server;
  try {
    palaver(['admin', 'demo-data', '--data', data, '--days', '60', '--sessions-per-day', '60']);
    palaver(['admin', 'user', 'add', ADMIN.name, '--role', 'admin', '--password-stdin', '--data', data], ADMIN.password);
    server = spawn(
      PALAVER,
      ['server', '--data', data, '--port', '0', '--media-port', '0', '--media-host', '127.0.0.1'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    await work(await readiness(server));
  } finally {
    if (server && server.exitCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await gone;
    }
    rmSync(data, { recursive: true, force: true });
  }
}

function readiness(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (bytes) => {
      said += bytes;
      const [, address] = /Palaver is ready: (\S+)/.exec(said) ?? [];
      if (address) {
        resolve(address);
      }
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
