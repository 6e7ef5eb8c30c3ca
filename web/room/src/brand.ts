// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';

/** The mark and the name, as every page shows them at its top. */
export function brand(): TemplateResult {
  return html`<span class="mark">
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path d="M9 13v6M14 9v14M19 12v8M24 14.5v3" stroke="var(--on-accent)" stroke-width="2.6" stroke-linecap="round" />
    </svg>
    <span>Palaver</span>
  </span>`;
}

export const brandStyles = css`
  .mark {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    font-weight: 700;
    letter-spacing: -0.01em;
  }

  .mark svg {
    width: 28px;
    height: 28px;
  }
`;
