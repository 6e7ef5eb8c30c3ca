// SPDX-License-Identifier: Apache-2.0
import { svg, type SVGTemplateResult } from 'lit';

/** Strokes of one weight on a 24 by 24 grid, in the colour of the text around. */
function icon(name: string, paths: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" data-icon=${name} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
}

const body = svg`<rect x="9" y="3" width="6" height="11" rx="3"/>`;
const stand = svg`<path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`;

export const icons = {
  mic: () => icon('mic', svg`${body}${stand}`),
  micOff: () =>
    icon('mic_off', svg`<path d="M15 9.5V6a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10.4 5.2M18.2 13.4c.2-.6.3-1.2.3-1.9M12 18v3M4 4l16 16"/>`),
  micAdd: () => icon('mic_add', svg`${body}${stand}<path d="M19 3v5M16.5 5.5h5"/>`),
  shield: () => icon('shield', svg`<path d="M12 3.2l7 2.6v5.4c0 4.3-2.8 7.6-7 9.6-4.2-2-7-5.3-7-9.6V5.800z"/><path d="M9 9.500l6 5M15 9.500l-6 5"/>`),
  leave: () => icon('leave', svg`<path d="M10 4H6.500A1.5 1.5 0 0 0 5 5.500v13A1.5 1.5 0 0 0 6.5 20H10M15 8l4 4-4 4M19 12H10"/>`),
  settings: () => icon('settings', svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`),
  sound: () => icon('sound', svg`<path d="M5 9.500v5h3l4.5 4v-13L8 9.500zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.500a7.8 7.8 0 0 1 0 11"/>`),
  wave: () => icon('wave', svg`<path d="M5 10.500v3M9.7 7v10M14.3 9v6M19 10.500v3"/>`),
  headphones: () => icon('headphones', svg`<path d="M4.5 15v-2.500a7.5 7.5 0 0 1 15 0V15"/><rect x="3.5" y="14" width="4" height="6" rx="1.6"/><rect x="16.5" y="14" width="4" height="6" rx="1.6"/>`),
  alert: () => icon('alert', svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.800v5M12 16.200v.01"/>`),
  info: () => icon('info', svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11.200v5M12 7.800v.01"/>`),
  plus: () => icon('plus', svg`<path d="M12 5v14M5 12h14"/>`),
  close: () => icon('close', svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  link: () => icon('link', svg`<path d="M10 14a4 4 0 0 0 5.7 0l2.8-2.800a4 4 0 0 0-5.7-5.700L11.5 6.800M14 10a4 4 0 0 0-5.7 0l-2.8 2.800a4 4 0 0 0 5.7 5.700l1.3-1.3"/>`),
  chat: () => icon('chat', svg`<path d="M5.5 5h13A1.500 1.500 0 0 1 20 6.500v8.500a1.500 1.500 0 0 1-1.500 1.500H11l-4.500 3.500v-3.500h-1A1.500 1.500 0 0 1 4 15V6.500A1.500 1.500 0 0 1 5.500 5z"/>`),
  soundOff: () => icon('sound_off', svg`<path d="M5 9.500v5h3l4.500 4v-13L8 9.500zM16.500 9.800l4.400 4.400M20.900 9.800l-4.400 4.400"/>`),
  more: () => icon('more', svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="2.8"/>`),
  flag: () => icon('flag', svg`<path d="M6 20.500V4.500h11l-2.200 4 2.200 4H6"/>`),
  lock: () => icon('lock', svg`<rect x="5.500" y="10.500" width="13" height="9.500" rx="2"/><path d="M8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500"/>`),
  ear: () => icon('ear', svg`<path d="M2.800 12s3.400-6 9.200-6 9.200 6 9.200 6-3.400 6-9.200 6-9.200-6-9.200-6z"/><circle cx="12" cy="12" r="2.600"/>`),
  send: () => icon('send', svg`<path d="M12 19V5M6 11l6-6 6 6"/>`),
  test: () => icon('test', svg`<path d="M4 12h3l2.500-6 4 12 2.500-6h4"/>`),
  hand: () => icon('hand', svg`<path d="M8 12.500V6.200a1.500 1.500 0 0 1 3 0v-1.500a1.500 1.500 0 0 1 3 0v1.500a1.500 1.500 0 0 1 3 0v7.300c0 4-2.200 7-5.600 7-2.600 0-4-1.200-5.300-3.400l-2.400-4.300c-.8-1.500 1-2.700 2.100-1.500L8 13.500M11 6v5M14 6v5"/>`),
  badge: () => icon('badge', svg`<path d="M12 3.200l7 2.600v5.400c0 4.300-2.800 7.600-7 9.600-4.200-2-7-5.300-7-9.600V5.800z"/><path d="M9 11.800l2.200 2.200 4-4.200"/>`),
  chevron: () => icon('chevron', svg`<path d="M7 10l5 5 5-5"/>`),
};
