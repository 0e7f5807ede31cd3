using System.Globalization;
using System.Reflection;

namespace Azure.Data.Tables.Conformance;

/// <summary>The public surface against the checked-in list, which was compared with the official API listing. UPDATE_API_LISTING=1 rewrites the list.</summary>
public class ApiListingTests
{
    private static string ProjectFolder =>
        typeof(ApiListingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectFolder").Value!;

    [Fact]
    public async Task The_public_surface_is_the_checked_in_one()
    {
        string listing = string.Join('\n', typeof(TableClient).Assembly.GetExportedTypes().SelectMany(Describe).Order(StringComparer.Ordinal)) + "\n";
        string file = Path.Combine(ProjectFolder, "Azure.Data.Tables.api.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_API_LISTING") == "1")
            await File.WriteAllTextAsync(file, listing);

        Assert.Equal(await File.ReadAllTextAsync(file), listing);
    }

    [Theory]
    [InlineData(typeof(TableClient))]
    [InlineData(typeof(TableServiceClient))]
    public void A_client_can_be_mocked(Type client)
    {
        Assert.True(client.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [])!.IsFamily);
        Assert.All(
            client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
            method => Assert.True(method.IsVirtual, method.Name));
    }

    private static IEnumerable<string> Describe(Type type)
    {
        string kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsSealed ? "sealed class" : "class";
        string[] bases = [.. new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])).Select(t => Name(t!)).Order(StringComparer.Ordinal)];
        yield return $"{Name(type)}: {kind} in {type.Namespace}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(Visible))
            yield return $"{Name(type)}: {(constructor.IsFamily ? "protected" : "public")} .ctor({Parameters(constructor)})";
        foreach (MethodInfo method in type.GetMethods(Declared).Where(Visible))
        {
            string name = $"{Name(method.ReturnType)} {method.Name}{Generic(method)}";
            yield return $"{Name(type)}: {Modifiers(method, type)}{name}({Parameters(method)}){Constraints(method)}";
        }
        foreach (FieldInfo field in type.GetFields(Declared).Where(f => f.IsPublic && f.IsLiteral))
            yield return $"{Name(type)}: {field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Modifiers(MethodInfo method, Type type) =>
        method.IsStatic ? "static "
        : type.IsInterface || !method.IsVirtual || method.IsFinal ? ""
        : method.GetBaseDefinition() != method ? "override " : "virtual ";

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Constraints(MethodInfo method) => string.Concat(
        from argument in method.IsGenericMethod ? method.GetGenericArguments() : []
        let limits = (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? new[] { "class" } : [])
            .Concat(argument.GetGenericParameterConstraints().Select(Name)).ToArray()
        where limits.Length > 0
        select $" where {argument.Name} : {string.Join(", ", limits)}");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}"));

    private static string Default(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value ? $"{value}"
        : parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) == null ? "default"
        : "null";

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        if (type.IsGenericParameter)
            return type.Name;
        string name = (type.DeclaringType is { } outer ? Name(outer) + "." : "") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
