namespace IncDiv.Workflows.Notices;

/// <summary>Something to be told once. It names packs, quarters and feeds, never a figure or a person.</summary>
/// <param name="Key">Names it for ever: <c>pack/stride-quarterly/2026-27-Q2/1</c>.</param>
/// <param name="To">E-mail addresses with commas between.</param>
/// <param name="Link">Where to read on; null for none.</param>
public sealed record Notice(string Key, string To, string Subject, string Text, Uri? Link);
