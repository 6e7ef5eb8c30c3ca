// SPDX-License-Identifier: Apache-2.0
/// What a browser loads: the page's files, its security headers, and the OpenAPI document.
@NullMarked
package palaver.http.web;

import org.jspecify.annotations.NullMarked;
