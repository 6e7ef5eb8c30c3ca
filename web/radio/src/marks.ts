// SPDX-License-Identifier: Apache-2.0
import { svg, type SVGTemplateResult } from 'lit';
import { icons } from '../../room/src/icons.js';
import type { DiscKind } from './disc-state.js';

function mark(paths: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
}

const stop = (): SVGTemplateResult => mark(svg`<circle cx="12" cy="12" r="8.500"/><path d="M6.200 6.200l11.600 11.600"/>`);
const line = (): SVGTemplateResult =>
  mark(svg`<circle cx="5.500" cy="12" r="2.300"/><circle cx="12" cy="12" r="2.300"/><path d="M17.500 8.500L21 12l-3.500 3.500"/>`);
const search = (): SVGTemplateResult => mark(svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4.500 4.500"/>`);
const moon = (): SVGTemplateResult => mark(svg`<circle cx="12" cy="8.500" r="3.800"/><path d="M5 19.500c.7-3.600 3.400-5.700 7-5.700s6.300 2.100 7 5.700"/>`);
const plug = (): SVGTemplateResult => mark(svg`<path d="M9 3.500v5M15 3.500v5M6.500 8.500h11v3a5.500 5.500 0 0 1-11 0zM12 17v3.500M4 4l16 16"/>`);
const dots = (): SVGTemplateResult => mark(svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="3"/>`);

/** The mark of each state of the disc. */
export const discMarks: Record<DiscKind, () => SVGTemplateResult> = {
  starting: dots,
  offline: plug,
  idle: icons.mic,
  asking: dots,
  queued: line,
  talking: icons.mic,
  heard: icons.wave,
  denied: stop,
  revoked: icons.micOff,
  'no-leader': search,
  alone: moon,
  'listen-only': icons.headphones,
  'no-microphone': icons.micOff,
};

/** The mark of each view. */
export const viewMarks = {
  talk: icons.mic,
  messages: icons.chat,
  people: () =>
    mark(svg`<rect x="7" y="3.500" width="10" height="17" rx="2.500"/><path d="M10.500 17.500h3"/>`),
  state: icons.test,
  settings: icons.settings,
};

export const warn = icons.alert;
export const check = icons.badge;
