// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

export const lobbyStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto 1fr;
    min-height: 100%;
  }

  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: max(var(--space-4), env(safe-area-inset-top)) var(--space-6) var(--space-3);
  }

  .present {
    min-height: 1.5em;
    margin-top: var(--space-1);
    overflow-wrap: anywhere;
    color: var(--ink-soft);
    font-size: 0.9375rem;
  }

  .columns {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  /* Shown whole and in its place, or after a second as far as it is known. */
  .coming {
    animation: come 0s 1s backwards;
  }

  @keyframes come {
    from {
      opacity: 0;
    }
  }

  palaver-chat {
    width: min(480px, 100% - 2 * var(--space-5));
    height: 340px;
    margin: 0 auto var(--space-8);
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
  }

  @container (min-width: 960px) {
    .with-chat {
      flex-direction: row-reverse;
      align-items: stretch;
      justify-content: center;
      gap: var(--space-5);
      width: min(980px, 100% - 2 * var(--space-6));
      min-height: min(600px, 100% - var(--space-10));
      max-height: calc(100% - var(--space-10));
      margin: auto;
    }

    .with-chat .lobby {
      flex: 0 0 460px;
      margin: 0;
      overflow: auto;
      translate: none;
    }

    .with-chat palaver-chat {
      flex: 1 1 0;
      width: auto;
      min-width: 0;
      height: auto;
      margin: 0;
      border-radius: 28px;
      /* As tall as what is beside it, however much was written. */
      contain: size;
    }
  }

  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
  }

  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-height: 40px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink-soft);
    font-size: 0.9375rem;
    text-decoration: underline;
    text-decoration-color: var(--line-strong);
    text-underline-offset: 4px;
  }

  .check:hover {
    color: var(--ink);
  }

  .check .icon {
    width: 1.25em;
    height: 1.25em;
  }

  palaver-settings::before {
    content: '';
    position: fixed;
    inset: 0;
    background: color-mix(in oklab, var(--surface) 70%, transparent);
  }

  palaver-settings {
    position: fixed;
    z-index: 3;
    inset: 0;
    width: min(420px, 100vw - 2 * var(--space-3));
    height: fit-content;
    margin: auto;
  }

  .lobby {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: var(--space-6);
    width: min(480px, 100% - 2 * var(--space-5));
    margin: auto;
    padding: var(--space-6) 0 var(--space-12);
  }

  @container (min-width: 600px) {
    .lobby {
      margin-block: auto;
      padding: var(--space-10);
      border: 1px solid var(--line);
      border-radius: 28px;
      background: var(--surface-raised);
      box-shadow: var(--shadow);
      translate: 0 calc(-1 * var(--space-6));
    }
  }

  @container (max-width: 599px) {
    .top {
      padding: max(var(--space-3), env(safe-area-inset-top)) var(--space-4) var(--space-2);
    }
  }

  .status {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink-soft);
    font-weight: 600;
  }

  .dot {
    width: 10px;
    height: 10px;
    border: 2px solid currentColor;
    border-radius: 50%;
  }

  .world {
    color: var(--accent);
    font-size: var(--text-small);
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: capitalize;
  }

  h1 {
    font-size: var(--text-display);
    font-weight: 700;
    letter-spacing: -0.022em;
    line-height: 1.12;
    overflow-wrap: anywhere;
  }

  .here {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-height: 1.5em;
    margin-top: var(--space-3);
    color: var(--ink-soft);
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }

  .seats {
    display: flex;
    gap: var(--space-1);
  }

  .seats i {
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--surface-strong);
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .seats .taken {
    background: var(--accent);
    box-shadow: none;
  }

  form {
    display: flex;
    flex-direction: column;
  }

  form label {
    margin-bottom: var(--space-2);
    font-weight: 600;
  }

  #name {
    width: 100%;
    min-height: 56px;
    padding: var(--space-3) var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--field);
    font-size: 1.0625rem;
  }

  #name:focus-visible {
    border-color: var(--accent);
    outline: 3px solid color-mix(in oklab, var(--accent) 35%, transparent);
    outline-offset: 0;
  }

  #name[aria-invalid='true'] {
    border-color: var(--critical);
  }

  .hint {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    min-height: 1.5em;
    margin: var(--space-2) 0 var(--space-5);
    color: var(--ink-soft);
    font-size: var(--text-small);
  }

  .hint.missing {
    color: var(--critical);
    font-weight: 600;
  }

  .join {
    width: 100%;
    min-height: 56px;
    border-radius: var(--radius);
    font-size: 1.0625rem;
  }

  .other {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink-soft);
    font-size: 0.9375rem;
  }

  .select {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-width: 0;
  }

  .select .icon {
    position: absolute;
    right: var(--space-2);
    width: 1.25em;
    height: 1.25em;
    pointer-events: none;
  }

  select {
    min-height: 40px;
    max-width: 100%;
    padding: var(--space-1) var(--space-8) var(--space-1) var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius-full);
    background: transparent;
    color: var(--ink);
    appearance: none;
    text-overflow: ellipsis;
  }
`;
