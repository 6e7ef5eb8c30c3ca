// SPDX-License-Identifier: Apache-2.0
import { svg, type SVGTemplateResult } from 'lit';
import { icons } from '../../room/src/icons.js';

function mark(paths: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
}

/** The mark of each view. */
export const marks = {
  live: icons.wave,
  reports: icons.flag,
  history: () => mark(svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5l3.500 2"/>`),
  people: () => mark(svg`<circle cx="9" cy="8.500" r="3.500"/><path d="M2.500 19.500c.6-3.400 3-5.500 6.500-5.500s5.900 2.100 6.500 5.500M16 5.300a3.500 3.500 0 0 1 0 6.400M18 14.500c2 .8 3.100 2.500 3.500 5"/>`),
  analytics: () => mark(svg`<path d="M4 19.500h16M6.500 16v-5M11 16V6M15.500 16v-7M20 16v-3"/>`),
  alerts: icons.alert,
  audit: icons.badge,
  access: () => mark(svg`<circle cx="8" cy="14.500" r="4"/><path d="M11 11.500l8-8M16 6.500l2.500 2.500"/>`),
  settings: icons.settings,
  more: icons.more,
  account: () => mark(svg`<circle cx="12" cy="8.500" r="4"/><path d="M4.500 20c.8-3.800 3.600-6 7.500-6s6.700 2.200 7.500 6"/>`),
};
