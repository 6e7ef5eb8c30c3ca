// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';

/** Three bars, as many filled as the connection is good; `text` says it in words, on hover and to screen readers. */
export function qualityBars(quality: string, text: string): TemplateResult {
  return html`<span class="quality ${quality}" role="img" aria-label=${text} title=${text}><i></i><i></i><i></i></span>`;
}

export const qualityBarStyles = css`
  .quality {
    display: flex;
    align-items: flex-end;
    gap: 2px;
    height: 12px;
    color: var(--ink-soft);
  }

  .quality i {
    width: 3px;
    border-radius: 1px;
    background: currentColor;
  }

  .quality i:nth-child(1) {
    height: 40%;
  }

  .quality i:nth-child(2) {
    height: 70%;
  }

  .quality i:nth-child(3) {
    height: 100%;
  }

  .quality.excellent {
    color: var(--accent);
  }

  .quality.fair i:nth-child(3),
  .quality.poor i:nth-child(n + 2) {
    opacity: 0.28;
  }

  .quality.poor {
    color: var(--critical);
  }
`;
