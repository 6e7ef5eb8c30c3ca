// SPDX-License-Identifier: Apache-2.0
// Takes the manual's pictures of a running server's dashboard, of every view, wide and narrow, light and dark:
//   NAME=mo PASSWORD=... node admin-screenshots.mjs http://127.0.0.1:8080 ../docs/images
import { chromium } from 'playwright-core';

const [address = 'http://127.0.0.1:8080', folder = '../docs/images', only = ''] = process.argv.slice(2);
const { NAME = 'mo', PASSWORD = '' } = process.env;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    '--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required',
  ],
});

async function guest(name, room) {
  const context = await browser.newContext({ locale: 'en', permissions: ['microphone'] });
  const page = await context.newPage();
  await page.goto(`${address}/?lang=en&world=materie&room=${room}`);
  await page.locator('#name').fill(name);
  await page.getByRole('button', { name: 'Join Voice Room' }).click();
  await page.locator('.state.connected').waitFor();
  return page;
}

async function shoot(page, name, viewport = DESKTOP, colorScheme = 'light') {
  if (!name.includes(only)) {
    return;
  }
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: viewport !== PHONE && process.argv.includes('--full') });
  console.log(name);
}

try {
  const grace = await guest('Grace Hopper', 'materie-1');
  const emmy = await guest('Emmy Noether', 'materie-1');
  await guest('Alan Turing', 'materie-2');
  await grace.evaluate(async () => {
    const [emmy] = window.palaver.participants.filter((each) => each.username.startsWith('Emmy'));
    await window.palaver.service.report({
      world: 'materie', roomId: 'materie-1', reportedUserId: emmy.userId, reportedUsername: emmy.username,
      reason: 'Plays music into the room all evening and laughs at those who ask her to stop.',
    });
  });

  const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-GB' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error('page error:', error.message));
  page.on('console', (message) => message.type() === 'error' && console.error('console:', message.text()));
  await page.goto(`${address}/admin`);
  await page.locator('#name').waitFor();
  await shoot(page, 'admin-log-in-desktop-light');
  await page.locator('#name').fill(NAME);
  await page.locator('#password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Emmy Noether').waitFor();
  for (const view of ['live', 'reports', 'history', 'people', 'analytics', 'alerts', 'audit', 'access', 'account']) {
    await page.goto(`${address}/admin#/${view}`);
    await page.waitForTimeout(700);
    await shoot(page, `admin-${view}-desktop-light`);
    await shoot(page, `admin-${view}-desktop-dark`, DESKTOP, 'dark');
    await shoot(page, `admin-${view}-phone-light`, PHONE);
  }
  await page.goto(`${address}/admin#/history`);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('link', { name: /^Replay/ }).nth(3).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(9_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await shoot(page, 'admin-replay-desktop-light');
  await shoot(page, 'admin-replay-phone-dark', PHONE, 'dark');
  await page.goto(`${address}/admin#/live`);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await shoot(page, 'admin-live-phone-german', PHONE, 'dark');
  void emmy;
} finally {
  await browser.close();
}
