// SPDX-License-Identifier: Apache-2.0
import { html, nothing, svg, type TemplateResult } from 'lit';
import { qr } from './qr.js';

const QUIET = 4;

/** A text as a QR code, nothing when it is too long. Black on white in both colour schemes: readers want it so. */
export function qrDrawing(text: string, label: string): TemplateResult | typeof nothing {
  const code = qr(text);
  if (!code) {
    return nothing;
  }
  const size = code.length + 2 * QUIET;
  const path = code.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label=${label}>
    ${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${path} fill="#000"/>`}
  </svg>`;
}
