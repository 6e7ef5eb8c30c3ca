// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';
import { brandStyles } from '../../room/src/brand.js';
import { shared } from '../../room/src/shared-styles.js';

/** How the page lays out its parts: one column with a bar at the bottom, or the disc with two panels beside it. */
export const pageStyles = [
  shared,
  brandStyles,
  css`
    :host {
      display: block;
      height: 100dvh;
      min-width: 320px;
    }

    .shell {
      display: grid;
      grid-template: 'header' auto 'main' minmax(0, 1fr) 'nav' auto / minmax(0, 1fr);
      height: 100%;
    }

    .skip {
      position: absolute;
      top: var(--space-2);
      left: var(--space-2);
      z-index: 9;
      padding: var(--space-2) var(--space-4);
      border-radius: var(--radius-full);
      background: var(--inverse);
      color: var(--on-inverse);
      transform: translateY(-200%);
    }

    .skip:focus {
      transform: none;
    }

    header {
      display: flex;
      grid-area: header;
      align-items: center;
      gap: var(--space-4);
      min-height: 60px;
      padding: var(--space-2) var(--space-4);
    }

    header .mark > span {
      display: none;
    }

    .channel {
      display: flex;
      flex: 1;
      flex-direction: column;
      min-width: 0;
      line-height: 1.25;
    }

    .channel b,
    .channel span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .channel b {
      font-weight: 650;
    }

    .channel span {
      color: var(--ink-soft);
      font-size: var(--text-small);
    }

    .now {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      min-width: 0;
      max-width: 45%;
      padding: var(--space-1) var(--space-3);
      border-radius: var(--radius-full);
      background: var(--surface-strong);
      font-size: var(--text-small);
      font-weight: 600;
    }

    .now i {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--line-strong);
    }

    .now.talking,
    .now.heard {
      background: var(--accent-soft);
      color: var(--accent-strong);
    }

    .now.talking i,
    .now.heard i {
      background: var(--accent);
    }

    .health {
      display: inline-flex;
      flex: none;
      align-items: center;
      justify-content: center;
      gap: var(--space-1);
      min-width: 44px;
      min-height: 32px;
      padding: 0 var(--space-3);
      border-radius: var(--radius-full);
      background: var(--accent-soft);
      color: var(--accent-strong);
      font-size: var(--text-small);
      font-variant-numeric: tabular-nums;
      font-weight: 650;
      text-decoration: none;
    }

    .health .icon {
      width: 18px;
      height: 18px;
    }

    .health.low {
      background: var(--critical-soft);
      color: var(--critical);
    }

    main {
      grid-area: main;
      min-height: 0;
      overflow: auto;
    }

    main.join {
      height: 100%;
    }

    main:focus-visible {
      outline: none;
    }

    .talk {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: var(--space-6);
      min-height: 100%;
      padding: var(--space-6) var(--space-4) var(--space-2);
    }

    .hint {
      min-height: 1.5em;
      color: var(--ink-soft);
      font-size: var(--text-small);
    }

    .touch {
      display: none;
    }

    @media (pointer: coarse) {
      .keys {
        display: none;
      }

      .touch {
        display: inline;
      }
    }

    aside {
      display: none;
    }

    .sheet {
      display: grid;
      height: 100%;
      border-top: 1px solid var(--line);
      background: var(--surface-raised);
    }

    .wide {
      display: block;
      padding: var(--space-2) var(--space-4) var(--space-6);
    }

    nav {
      display: grid;
      grid-area: nav;
      grid-template-columns: repeat(5, minmax(0, 1fr));
      padding: var(--space-1) var(--space-1) max(var(--space-1), env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
      background: var(--surface-raised);
    }

    nav a {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 2px;
      min-height: 56px;
      border-radius: var(--radius-small);
      color: var(--ink-soft);
      font-size: 0.6875rem;
      font-weight: 600;
      text-decoration: none;
    }

    nav a[aria-current] {
      color: var(--accent-strong);
    }

    nav .mark {
      position: relative;
      display: grid;
      place-items: center;
      width: 52px;
      height: 28px;
      border-radius: var(--radius-full);
    }

    nav a[aria-current] .mark {
      background: var(--accent-soft);
    }

    nav .icon {
      width: 22px;
      height: 22px;
    }

    .dot {
      position: absolute;
      top: 2px;
      right: 10px;
      width: 9px;
      height: 9px;
      border-radius: 50%;
      background: var(--critical);
      box-shadow: 0 0 0 2px var(--surface-raised);
    }

    @media (min-width: 900px) {
      .shell {
        grid-template: 'header nav' auto 'main main' minmax(0, 1fr) / minmax(0, 1fr) auto;
      }

      header {
        min-height: 68px;
        padding-left: var(--space-6);
      }

      header .mark > span {
        display: inline;
      }

      .channel {
        padding-left: var(--space-4);
        border-left: 1px solid var(--line);
      }

      nav {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        padding: 0 var(--space-6) 0 0;
        border: 0;
        background: none;
      }

      nav a {
        flex-direction: row;
        gap: var(--space-1);
        min-height: 40px;
        padding: 0 var(--space-4) 0 var(--space-2);
        border-radius: var(--radius-full);
        font-size: 0.9375rem;
      }

      nav a:hover {
        background: var(--surface-strong);
      }

      nav a[aria-current] {
        background: var(--accent-soft);
      }

      nav .mark {
        width: 32px;
      }

      nav .icon {
        width: 20px;
        height: 20px;
      }

      nav a[data-view='messages'],
      nav a[data-view='people'] {
        display: none;
      }

      .view-talk main {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 360px;
        overflow: hidden;
      }

      aside {
        display: grid;
        grid-template-rows: minmax(120px, auto) minmax(220px, 1fr);
        min-height: 0;
        margin: 0 var(--space-6) var(--space-6) 0;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface-raised);
      }

      aside radio-people {
        max-height: 42dvh;
        border-bottom: 1px solid var(--line);
      }

      .sheet {
        max-width: 640px;
        margin: 0 auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        overflow: hidden;
      }

      .wide {
        max-width: 1100px;
        margin: 0 auto;
        padding: var(--space-2) var(--space-6) var(--space-8);
      }
    }
  `,
];
