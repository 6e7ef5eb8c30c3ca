// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';
import { shared } from '../../room/src/shared-styles.js';

/** What the views share: cards, tables, fields, and how nothing, waiting and trouble look. */
export const styles = [
  shared,
  css`
    :host {
      display: block;
    }

    h2,
    h3 {
      margin: 0;
      font-size: 1.0625rem;
      letter-spacing: -0.01em;
    }

    .stack {
      display: flex;
      flex-direction: column;
      gap: var(--space-5);
    }

    .card {
      min-width: 0;
      padding: var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface-raised);
    }

    .card > h2,
    .card > .head {
      margin-bottom: var(--space-4);
    }

    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }

    .soft {
      color: var(--ink-soft);
    }

    .small {
      font-size: var(--text-small);
    }

    .numbers,
    td.number,
    th.number {
      font-variant-numeric: tabular-nums;
    }

    /* Positioned, so that what is hidden from sight in it is cut off with it. */
    .scroll {
      position: relative;
      overflow-x: auto;
      margin: 0 calc(-1 * var(--space-5));
      padding: 0 var(--space-5);
    }

    table {
      width: 100%;
      border-collapse: collapse;
      font-size: 0.9375rem;
    }

    th {
      padding: 0 var(--space-3) var(--space-2) 0;
      border-bottom: 1px solid var(--line);
      color: var(--ink-soft);
      font-size: var(--text-small);
      font-weight: 600;
      text-align: left;
      white-space: nowrap;
    }

    td {
      padding: var(--space-2) var(--space-3) var(--space-2) 0;
      border-bottom: 1px solid var(--line);
      vertical-align: baseline;
      white-space: nowrap;
    }

    tr:last-child td {
      border-bottom: 0;
    }

    td.number,
    th.number {
      text-align: right;
      white-space: nowrap;
    }

    th:last-child,
    td:last-child {
      padding-right: 0;
    }

    td.act {
      text-align: right;
      white-space: nowrap;
    }

    td.words {
      min-width: 160px;
      white-space: normal;
    }

    .nowrap {
      white-space: nowrap;
    }

    a {
      color: var(--accent-strong);
      text-underline-offset: 3px;
    }

    .button {
      min-height: 40px;
      font-size: 0.9375rem;
      text-decoration: none;
      white-space: nowrap;
    }

    a.button {
      color: var(--ink);
    }

    .button.danger {
      border-color: var(--critical);
      color: var(--critical);
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }

    label {
      font-size: var(--text-small);
      font-weight: 600;
    }

    input,
    select,
    textarea {
      width: 100%;
      min-height: 40px;
      padding: 0 var(--space-3);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-small);
      background: var(--field);
    }

    textarea {
      padding-block: var(--space-2);
      font: inherit;
      color: inherit;
    }

    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      align-items: end;
      gap: var(--space-3);
    }

    .tag {
      display: inline-block;
      padding: 1px var(--space-2);
      border-radius: var(--radius-full);
      background: var(--surface-strong);
      font-size: var(--text-small);
      white-space: nowrap;
    }

    .tag.bad {
      background: var(--critical-soft);
      color: var(--critical);
    }

    .tag.good {
      background: var(--accent-soft);
      color: var(--accent-strong);
    }

    .empty {
      padding: var(--space-8) var(--space-4);
      color: var(--ink-soft);
      text-align: center;
    }

    .empty-title {
      color: var(--ink);
      font-weight: 600;
    }

    .skeleton {
      display: flex;
      flex-direction: column;
      gap: var(--space-3);
      padding: var(--space-2) 0;
    }

    .skeleton i {
      height: 18px;
      border-radius: var(--radius-small);
      background: var(--surface-strong);
    }

    .skeleton i:nth-child(2n) {
      width: 78%;
    }

    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
      gap: var(--space-4);
      margin: 0;
    }

    .figures dt {
      color: var(--ink-soft);
      font-size: var(--text-small);
    }

    .figures dd {
      margin: 0;
      font-size: 1.5rem;
      font-weight: 650;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.02em;
      line-height: 1.25;
    }
  `,
];
