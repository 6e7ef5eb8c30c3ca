// SPDX-License-Identifier: Apache-2.0
// Takes the manual's pictures of every view of the dashboard, of a server that it starts with data of its own:
//   node admin-screenshots.mjs [FOLDER]          the pictures that the manual shows
//   node admin-screenshots.mjs FOLDER --all      wide and narrow, light and dark, to look at
import { chromium } from 'playwright-core';
import { ADMIN, withDemoServer } from './demo-server.mjs';

const [folder = new URL('../docs/images', import.meta.url).pathname] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const everything = process.argv.includes('--all');
/** What docs/dashboard.md shows. */
const SHOWN = [
  'admin-log-in-desktop-light', 'admin-live-desktop-light', 'admin-reports-desktop-dark', 'admin-replay-desktop-light',
  'admin-analytics-desktop-light', 'admin-access-desktop-light', 'admin-settings-desktop-light', 'admin-audit-desktop-light',
  'admin-live-phone-light',
];
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
  if (!everything && !SHOWN.includes(name)) {
    return;
  }
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(name);
}

async function pictures() {
  const grace = await guest('Grace Hopper', 'materie-1');
  await guest('Emmy Noether', 'materie-1');
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
  await page.locator('#name').fill(ADMIN.name);
  await page.locator('#password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Emmy Noether').waitFor();
  for (const view of ['live', 'reports', 'history', 'people', 'analytics', 'alerts', 'audit', 'access', 'settings', 'account']) {
    await page.goto(`${address}/admin#/${view}`);
    await page.waitForTimeout(300);
    await page.locator('.skeleton').first().waitFor({ state: 'detached', timeout: 30_000 });
    if (view === 'live') {
      await page.locator('.quality').nth(2).waitFor();
    }
    await page.waitForTimeout(300);
    await shoot(page, `admin-${view}-desktop-light`);
    await shoot(page, `admin-${view}-desktop-dark`, DESKTOP, 'dark');
    await shoot(page, `admin-${view}-phone-light`, PHONE);
  }
  await page.goto(`${address}/admin#/settings`);
  await page.locator('[data-world="materie"] .away').first().click();
  await page.locator('[data-world="materie"] .add').click();
  await page.keyboard.type('Grüner Teich');
  await shoot(page, 'admin-settings-change-desktop-light');
  await shoot(page, 'admin-settings-change-phone-dark', PHONE, 'dark');
  await page.locator('[data-world="energie"] .remove-world').click();
  await page.locator('.confirm').scrollIntoViewIfNeeded();
  await shoot(page, 'admin-settings-remove-phone-light', PHONE);
  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'More' }).click();
  await shoot(page, 'admin-more-phone-light', PHONE);
  await page.getByRole('button', { name: 'Close' }).click();
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
}

try {
  await withDemoServer(async (at) => {
    address = at;
    await pictures();
  });
} finally {
  await browser.close();
}
