namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Where an HTTP function answers: literal segments (without regard to case), {parameter} and, at the end, {parameter?}.</summary>
internal sealed class HttpRoute
{
    private readonly string[] _segments;
    private readonly HttpTriggerAttribute _trigger;

    public HttpRoute(FunctionEntry function, string prefix)
    {
        Function = function;
        _trigger = (HttpTriggerAttribute)function.Trigger;
        _segments = $"{prefix}/{_trigger.Route ?? function.Name}".Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach ((int index, string segment) in _segments.Index())
        {
            bool plain = !segment.AsSpan().ContainsAny('{', '}');
            bool parameter = IsParameter(segment) && !segment.AsSpan(1, segment.Length - 2).ContainsAny("{}:*=");
            if (!plain && (!parameter || (IsOptional(segment) && index != _segments.Length - 1)))
                throw new InvalidOperationException(
                    $"Route '{_trigger.Route}' of function '{function.Name}': write segments as text, {{name}} or, at the end, {{name?}}.");
        }
    }

    public FunctionEntry Function { get; }

    public AuthorizationLevel Level => _trigger.AuthLevel;

    public string Template => string.Join('/', _segments);

    /// <summary>Literal routes are asked before those with parameters.</summary>
    public int Parameters => _segments.Count(IsParameter);

    /// <summary>The parameters of a request, or null if this route does not answer it.</summary>
    public Dictionary<string, string>? Match(string method, string[] path)
    {
        if (_trigger.Methods is { Length: > 0 } methods && !methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            return null;
        int required = _segments.Length > 0 && IsOptional(_segments[^1]) ? _segments.Length - 1 : _segments.Length;
        if (path.Length < required || path.Length > _segments.Length)
            return null;
        var parameters = new Dictionary<string, string>();
        foreach ((string segment, string value) in _segments.Zip(path))
        {
            if (IsParameter(segment))
                parameters[segment.Trim('{', '}', '?')] = value;
            else if (!segment.Equals(value, StringComparison.OrdinalIgnoreCase))
                return null;
        }
        return parameters;
    }

    private static bool IsParameter(string segment) => segment.Length > 2 && segment[0] == '{' && segment[^1] == '}';

    private static bool IsOptional(string segment) => segment.EndsWith("?}", StringComparison.Ordinal);
}
