namespace IncDiv.Samples.Pas;

/// <summary>The person whose answers are written.</summary>
internal sealed class Interviewee
{
    public int Borough { get; set; }

    /// <summary>The class of ethnic group and age (<see cref="PasTruth.ClassOf"/>).</summary>
    public int Class { get; set; }

    public double Weight { get; set; }

    /// <summary>Uniform on [0, 1): how favourably the person answers in general. Low is favourable.</summary>
    public double Mood { get; set; }
}
