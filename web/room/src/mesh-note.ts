// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import type { Topology } from '@palaver/client';
import { icons } from './icons.js';
import type { Words } from './words.js';

/** What somebody should know before they join a room whose sound goes from browser to browser. */
export function meshNote(topology: Topology | undefined, words: Words): TemplateResult | typeof nothing {
  return topology === 'mesh'
    ? html`<palaver-notice tone="info" heading=${words.meshTitle} text=${words.meshText}></palaver-notice>`
    : nothing;
}

/** The same, short, for those who are in it. */
export function meshChip(topology: Topology | undefined, words: Words): TemplateResult | typeof nothing {
  return topology === 'mesh'
    ? html`<span class="chip mesh" title=${words.meshText}
        >${icons.link()}${words.meshTitle}<span class="visually-hidden">: ${words.meshText}</span></span
      >`
    : nothing;
}
