// SPDX-License-Identifier: Apache-2.0
// Takes the user guide's pictures, of a server that it starts itself: node screenshots.mjs [FOLDER] [--icons] [--log]
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { withDemoServer } from './demo-server.mjs';

const [folder = new URL('../docs/images', import.meta.url).pathname] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
let address = '';
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    '--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required',
  ],
});

async function open(language = 'en', viewport = DESKTOP) {
  const context = await browser.newContext({ viewport, locale: language, permissions: ['microphone'] });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => console.error('page error:', error.message));
  page.on('console', (message) => message.type() === 'error' && console.error('console:', message.text()));
  await page.goto(`${address}/?lang=${language}`);
  await page.locator('#name').waitFor();
  return page;
}

async function join(page, name, label = 'Join Voice Room') {
  await page.locator('#name').fill(name);
  await page.getByRole('button', { name: label }).click();
  await page.locator('.state.connected').waitFor();
  console.log('joined', name);
}

async function shoot(page, name, viewport = DESKTOP, colorScheme = 'light') {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(name);
}

async function icons() {
  const page = await browser.newPage();
  const svg = readFileSync(new URL('room/public/favicon.svg', import.meta.url), 'utf8');
  for (const size of [192, 512]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0;background:#0b7a66}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    await page.screenshot({ path: new URL(`room/public/icon-${size}.png`, import.meta.url).pathname });
  }
  await page.close();
}

async function pictures() {
  if (process.argv.includes('--icons')) {
    await icons();
  }
  const guests = [];
  for (const name of ['Grace Hopper', 'Emmy Noether', 'Alan Turing']) {
    const page = await open();
    await page.evaluate(() => {
      const log = (window.log = []);
      for (const event of ['status', 'attempt', 'ended']) {
        window.palaver.on(event, (detail) => log.push(`${Math.round(performance.now())} ${event} ${detail?.message ?? detail}`));
      }
    });
    await join(page, name);
    guests.push(page);
  }
  const [grace, emmy, alan] = guests;
  const say = async (page, text) => {
    await page.evaluate((words) => window.palaver.say(words), text);
    await page.waitForTimeout(150);
  };
  await say(grace, 'Good evening! The reading starts at eight.');
  await say(emmy, 'I bring the slides. Two more minutes.');
  await say(alan, 'Sound check: can everybody hear me?');
  await say(grace, 'Loud and clear.');
  await alan.evaluate(() => window.palaver.setMuted(true));

  const ada = await open();
  await shoot(ada, 'lobby-desktop-light');
  await shoot(ada, 'lobby-phone-dark', PHONE, 'dark');
  await ada.setViewportSize(DESKTOP);
  await ada.getByRole('button', { name: 'Check microphone and speaker' }).click();
  await shoot(ada, 'devices-desktop-light');
  await ada.keyboard.press('Escape');
  await join(ada, 'Ada Lovelace');
  await ada.waitForTimeout(2_500);
  await shoot(ada, 'room-desktop-light');
  await shoot(ada, 'room-desktop-dark', DESKTOP, 'dark');
  await ada.keyboard.press('Alt+Shift+KeyV');
  await ada.waitForTimeout(2_000);
  await shoot(ada, 'statistics-desktop-light');
  await ada.keyboard.press('Alt+Shift+KeyV');
  await ada.getByRole('button', { name: 'More about Emmy Noether' }).click({ force: true });
  await shoot(ada, 'person-desktop-light');
  await ada.keyboard.press('Escape');
  await ada.getByRole('button', { name: 'Settings' }).click();
  await shoot(ada, 'settings-desktop-dark', DESKTOP, 'dark');
  await ada.keyboard.press('Escape');
  const hide = ada.locator('palaver-chat .hide, .hide');
  await shoot(ada, 'chat-phone-light', PHONE);
  if (await hide.count()) {
    await hide.first().click();
  }
  await shoot(ada, 'room-phone-light', PHONE);
  await shoot(ada, 'room-phone-dark', PHONE, 'dark');
  await ada.getByRole('button', { name: 'Deutsch' }).click();
  await shoot(ada, 'room-phone-german', PHONE);
  if (process.argv.includes('--log')) {
    for (const page of guests) {
      console.log(await page.evaluate(() => window.log.join('; ')));
    }
  }

  const host = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await host.goto(`${address}/embed-example.html`);
  await host.locator('#name').waitFor();
  await shoot(host, 'embedded', { width: 1000, height: 900 });
}

try {
  await withDemoServer(async (at) => {
    address = at;
    await pictures();
  });
} finally {
  await browser.close();
}
