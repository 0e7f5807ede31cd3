namespace Azure.Data.Tables;

/// <summary>The answer to a question for an entity that does not exist.</summary>
internal sealed class NoEntityResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("Response has no value: the entity does not exist.");

    public override Response GetRawResponse() => response;
}
