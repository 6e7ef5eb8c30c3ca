// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// Names the voice session of one participant in one room: a UUID in text form, made by the server.
/// It names; it does not authorise.
public record SessionId(String value) {}
