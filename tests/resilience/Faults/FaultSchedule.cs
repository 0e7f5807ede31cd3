namespace IncDiv.Resilience.Tests.Faults;

/// <summary>The faults of one run, drawn from a seed. Faults of single calls depend on the call and on how often it was made, not on the order of concurrent
/// calls, so that a seed affects the same calls again. Faults of the whole machine occur at the n-th call, whichever of the concurrent calls that is.</summary>
internal sealed partial class FaultSchedule
{
    private const int CallsOfARun = 500;
    private static readonly Fault[] OfCalls =
    [
        Fault.Latency, Fault.ServerError, Fault.Busy, Fault.Throttled, Fault.Reset,
        Fault.NoAnswer, Fault.LostAnswer, Fault.LostAnswer, Fault.FalseFailure, Fault.Truncated,
    ];

    private static readonly Fault[] OfMachines = [Fault.Kill, Fault.Kill, Fault.LeaseLoss, Fault.DiskFull, Fault.Outage, Fault.ClockJump];

    private readonly ConcurrentDictionary<string, int> _made = new();
    private readonly ConcurrentDictionary<Fault, int> _met = new();
    private readonly Dictionary<int, Fault> _machine = [];
    private readonly double _rate;
    private int _calls;
    private int _outageEnds;
    private int _diskFullEnds;
    private volatile bool _calm;

    public FaultSchedule(int seed, bool restarts)
    {
        Seed = seed;
        Random = new Random(seed);
        _rate = new[] { 0.01, 0.03, 0.06, 0.12 }[Random.Next(4)];
        int machineFaults = Random.Next(1, 5);
        for (int i = 0; i < machineFaults; i++)
            _machine[Random.Next(1, CallsOfARun)] = OfMachines[Random.Next(OfMachines.Length)];
        if (restarts)
            _machine[Random.Next(1, CallsOfARun)] = Fault.Restart;
    }

    public int Seed { get; }

    public bool IsCalm => _calm;

    /// <summary>Random numbers for the test itself, drawn in a fixed order.</summary>
    public Random Random { get; }

    /// <summary>How often each fault occurred.</summary>
    public IReadOnlyDictionary<Fault, int> Met => _met;

    /// <summary>A schedule without faults.</summary>
    public static FaultSchedule Undisturbed()
    {
        var schedule = new FaultSchedule(0, restarts: false);
        schedule.Calm();
        return schedule;
    }

    /// <summary>Ends all faults.</summary>
    public void Calm() => _calm = true;

    public void Count(Fault fault) => _met.AddOrUpdate(fault, 1, (_, n) => n + 1);

    /// <summary>The fault of this call.</summary>
    /// <param name="target">Path and query, without the account.</param>
    public Fault Next(string method, string target)
    {
        int call = Interlocked.Increment(ref _calls);
        if (_calm)
            return Fault.None;
        Fault fault = OfMachine(call, method);
        if (fault == Fault.None)
            fault = OfCall(method, target);
        if (fault != Fault.None)
            Count(fault);
        return fault;
    }

    private Fault OfMachine(int call, string method)
    {
        Fault machine;
        lock (_machine)
            machine = _machine.Remove(call, out Fault due) ? due : Fault.None;
        if (machine == Fault.Outage)
            _outageEnds = call + 5 + (int)(Draw($"outage {call}") * 55);
        if (machine == Fault.DiskFull)
            _diskFullEnds = call + 5 + (int)(Draw($"disk {call}") * 55);
        return machine is Fault.Kill or Fault.LeaseLoss or Fault.ClockJump or Fault.Restart ? machine
            : call <= _outageEnds ? Fault.Outage
            : call <= _diskFullEnds && method is not ("GET" or "HEAD") ? Fault.DiskFull
            : Fault.None;
    }

    private Fault OfCall(string method, string target)
    {
        string call = $"{method} {Unstable().Replace(target, "*")}";
        int time = _made.AddOrUpdate(call, 1, (_, n) => n + 1);
        return Draw($"{call} {time}") < _rate ? OfCalls[(int)(Draw($"{call} {time} kind") * OfCalls.Length)] : Fault.None;
    }

    /// <summary>A number from 0 up to 1 that depends on the seed and the key.</summary>
    public double Draw(string what) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed} {what}"))) / (uint.MaxValue + 1.0);

    // Times and random ids in the keys of audit rows and in block ids.
    [GeneratedRegex("[0-9]{19}-[0-9a-f]{32}|blockid=[^&]+|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")]
    private static partial Regex Unstable();
}
