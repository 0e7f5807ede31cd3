namespace IncDiv.Samples.Pas;

/// <summary>The distribution of an item's answers, given whether the answer is favourable.</summary>
internal sealed record AnswerScale(Mix Favourable, Mix Unfavourable, Mix None)
{
    private static readonly Mix DontKnow = new(("97", 9), ("98", 1));

    public static AnswerScale Good { get; } = new(new(("1", 25), ("2", 75)), new(("3", 72), ("4", 20), ("5", 8)), DontKnow);

    public static AnswerScale Agree { get; } = new(new(("1", 30), ("2", 70)), new(("3", 55), ("4", 32), ("5", 13)), DontKnow);

    public static AnswerScale Confident { get; } = new(new(("1", 28), ("2", 72)), new(("3", 66), ("4", 34)), DontKnow);

    public static AnswerScale Yes { get; } = new(new(("1", 1)), new(("2", 1)), DontKnow);

    public static AnswerScale Informed { get; } = new(new(("1", 22), ("2", 78)), new(("3", 1)), new(("97", 1)));

    public static AnswerScale Well { get; } = new(
        new(("5", 50), ("6", 30), ("7", 20)), new(("1", 8), ("2", 12), ("3", 25), ("4", 55)), new(("97", 3), ("99", 1)));
}
