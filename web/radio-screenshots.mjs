// SPDX-License-Identifier: Apache-2.0
// Takes the radio guide's pictures, of two radio nodes that it starts itself:
//   node radio-screenshots.mjs [FOLDER]          the pictures that the guide shows
//   node radio-screenshots.mjs FOLDER --all      every state and view, wide and narrow, light and dark, to look at
// Without a microphone on this machine the disc shows how it is at rest and when somebody else talks, not more.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [folder = new URL('../docs/images', import.meta.url).pathname] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const everything = process.argv.includes('--all');
/** What docs/radio-user-guide.md shows. */
const SHOWN = ['radio-idle-desktop-light', 'radio-talking-phone-dark', 'radio-heard-phone-light', 'radio-state-desktop-light'];
const PALAVER = process.env.PALAVER ?? new URL('../palaver', import.meta.url).pathname;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const DESK_PORT = 47_070;
const started = [];

function radio(data, name, port, peer, ...more) {
  const child = spawn(
    PALAVER,
    ['radio', '--data', data, '--channel', 'Kitchen', '--name', name, '--bind', '127.0.0.1', '--no-multicast',
      '--port', String(port), '--peer', `127.0.0.1:${peer}`, '--http', '127.0.0.1:0', ...more],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  started.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const [, address] = /Palaver radio is ready: (\S+)/.exec(said) ?? [];
      if (address) {
        resolve(address);
      }
    });
    child.once('exit', (code) => reject(new Error(`the radio ended with ${code}`)));
  });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
});

async function open(address, locale = 'en-GB') {
  const page = await (await browser.newContext({ viewport: DESKTOP, locale })).newPage();
  page.on('pageerror', (error) => console.error('page error:', error.message));
  await page.goto(address);
  await page.locator('.disc[data-kind=idle], .disc[data-kind=alone]').waitFor();
  return page;
}

async function shoot(page, name) {
  for (const [size, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
    for (const colorScheme of ['light', 'dark']) {
      const file = `radio-${name}-${size}-${colorScheme}`;
      if (everything || SHOWN.includes(file)) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.waitForTimeout(350);
        await page.screenshot({ path: `${folder}/${file}.png` });
        console.log(file);
      }
    }
  }
  await page.setViewportSize(DESKTOP);
}

async function pictures(data) {
  const deskAddress = await radio(join(data, 'desk'), 'Front desk', DESK_PORT, DESK_PORT + 1);
  const invite = spawnSync(PALAVER, ['radio', 'invite', '--data', join(data, 'desk')], { encoding: 'utf8' }).stdout.trim();
  const barAddress = await radio(join(data, 'bar'), 'Bar', DESK_PORT + 1, DESK_PORT, '--join', invite);
  const desk = await open(deskAddress);
  const bar = await open(barAddress);
  await desk.locator('.disc[data-kind=idle]').waitFor();
  const say = async (page, text) => {
    await page.getByLabel('Write to all').fill(text);
    await page.keyboard.press('Enter');
    await desk.getByText(text).waitFor();
  };
  await say(desk, 'Table seven would like to pay.');
  await say(bar, 'On my way.');
  await desk.waitForTimeout(1_000);
  await desk.getByRole('heading', { name: 'Devices' }).click();
  await shoot(desk, 'idle');
  await desk.keyboard.down('Space');
  await desk.locator('.disc[data-kind=talking], .disc[data-kind=no-microphone]').waitFor();
  await shoot(desk, 'talking');
  await shoot(bar, 'heard');
  await bar.getByRole('heading', { name: 'Devices' }).click();
  await bar.keyboard.down('Space');
  await bar.waitForTimeout(500);
  await shoot(bar, 'queued');
  await bar.keyboard.up('Space');
  await desk.keyboard.up('Space');
  for (const view of ['messages', 'people', 'state', 'settings']) {
    await desk.goto(`${deskAddress}/#/${view}`);
    await desk.waitForTimeout(900);
    await shoot(desk, view);
  }
  await shoot(await open(deskAddress, 'de-DE'), 'german');
}

const data = mkdtempSync(join(tmpdir(), 'palaver-radio-pictures-'));
try {
  await pictures(data);
} finally {
  await browser.close();
  for (const child of started.filter((each) => each.exitCode === null)) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}
