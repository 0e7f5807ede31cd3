namespace IncDiv.Samples.Drawing;

/// <summary>Answers to a survey in one quarter.</summary>
/// <param name="moodShare">Share of answers that a person's general mood decides. It makes a person's answers correlate.</param>
/// <param name="comments">Comments to draw from; <paramref name="commentShare"/> of the people make one.</param>
internal abstract class SurveyRows(Quarter quarter, SampleRandom random, double moodShare, Mix comments, double commentShare) : ISampleRows
{
    private readonly ulong _keys = random.NextBits();
    private ulong _row;

    protected SampleRandom Random => random;

    public abstract void Write(CsvRows csv);

    protected void WriteKey(CsvRows csv, ReadOnlySpan<byte> prefix) => csv.Key(prefix, SampleRandom.Scramble(_keys + _row++));

    protected DateOnly Day() => random.DayOf(quarter);

    /// <summary>Uniform on [0, 1): how favourably a person answers one item. Low is favourable.</summary>
    /// <param name="mood">Uniform on [0, 1): how favourably the person answers in general.</param>
    protected double Unit(double mood) => random.NextUnit() is var unit && unit < moodShare ? mood : (unit - moodShare) / (1 - moodShare);

    protected void WriteComment(CsvRows csv) => csv.Text(random.NextUnit() < commentShare ? comments.Draw(random) : default);
}
