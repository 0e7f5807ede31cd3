namespace IncDiv.Samples.Pas;

/// <summary>The person whose answers are being written.</summary>
internal sealed class Interviewee
{
    public int Borough { get; set; }

    /// <summary>Ethnic group and age together (<see cref="PasTruth.ClassOf"/>).</summary>
    public int Class { get; set; }

    public double Weight { get; set; }

    /// <summary>Uniform on [0, 1): how favourably the person answers in general, low being favourable.</summary>
    public double Mood { get; set; }
}
