namespace IncDiv.Packs.Document;

/// <summary>A term and what it means or holds.</summary>
internal sealed record Fact(string Term, string Text);
