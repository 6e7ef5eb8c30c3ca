// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** What every component of the page shares: box model, icons, focus, buttons. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  .icon {
    width: 1.5em;
    height: 1.5em;
    flex: none;
    display: block;
  }

  h1,
  h2,
  p {
    margin: 0;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: 44px;
    padding: var(--space-2) var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-full);
    background: transparent;
    font-weight: 600;
    transition: background-color var(--quick) var(--ease);
  }

  .button:hover {
    background: var(--surface-strong);
  }

  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }

  .button.primary:hover {
    background: var(--accent-strong);
  }

  .button[disabled] {
    cursor: default;
    opacity: 0.6;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
