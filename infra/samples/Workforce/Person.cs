namespace IncDiv.Samples.Workforce;

/// <summary>A simulated person who works or worked for the force.</summary>
internal sealed class Person(WorkerModel model, ulong serial, int cell, DateOnly start, DateOnly birth)
{
    public const int Ungraded = -1;

    public WorkerModel Model { get; } = model;

    /// <summary>Unique within the force. All permanent characteristics are drawn from it.</summary>
    public ulong Serial { get; } = serial;

    /// <summary>Ethnicity and sex (<see cref="PersonCells"/>).</summary>
    public int Cell { get; } = cell;

    public DateOnly Start { get; } = start;

    public DateOnly Birth { get; } = birth;

    public int Grade { get; set; }

    public int PreviousGrade { get; set; } = Ungraded;

    public DateOnly GradeStart { get; set; } = start;

    public DateOnly? Leave { get; set; }

    public byte[]? LeaveReason { get; set; }
}
