using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>
/// The public surface, member by member: a difference from the official one is a defect. UPDATE_PUBLIC_API=1 writes the list anew, to be read in review.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public async Task The_public_surface_is_the_one_that_was_reviewed()
    {
        string listing = string.Join('\n', Lines()) + "\n";
        string folder = typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectFolder").Value!;
        string path = Path.Combine(folder, "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
            await File.WriteAllTextAsync(path, listing);
        Assert.Equal(await File.ReadAllTextAsync(path), listing);
    }

    private static IEnumerable<string> Lines() =>
        typeof(FunctionContext).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(type =>
            MembersOf(type).Order(StringComparer.Ordinal).Select(member => $"  {member}").Prepend(TypeLine(type)));

    private static string TypeLine(Type type)
    {
        string kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class";
        string shape = kind != "class" ? "" : type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        IEnumerable<string> parents = type.GetInterfaces().Select(Name).Order(StringComparer.Ordinal).Prepend(type.BaseType is null ? "" : Name(type.BaseType));
        string bases = string.Join(", ", parents.Where(b => b is not ("" or "Object" or "Enum")));
        string usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } u ? $" [AttributeUsage({u.ValidOn})]" : "";
        return $"{shape}{kind} {type.FullName}{(bases.Length > 0 && kind is "class" or "interface" ? $" : {bases}" : "")}{usage}";
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (typeof(Delegate).IsAssignableFrom(type))
            return [Signature(type.GetMethod("Invoke")!)];
        return
        [
            .. type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{Access(c)}ctor({Parameters(c)})"),
            .. type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName).Select(Signature),
            .. type.GetProperties(Declared).Where(p => IsVisible(p.GetMethod!)).Select(p =>
                $"{Shape(p.GetMethod!)}{Name(p.PropertyType, Nullability.Create(p).ReadState)} {p.Name} {{ get;{(p.SetMethod is { } set && IsVisible(set) ? " set;" : "")} }}"),
        ];
    }

    private static string Signature(MethodInfo method)
    {
        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Constrained))}>" : "";
        return $"{Access(method)}{Shape(method)}{Name(method.ReturnType)} {method.Name}{generics}({(IsExtension(method) ? "this " : "")}{Parameters(method)})";
    }

    private static string Constrained(Type parameter) => string.Join(" : ", new[]
    {
        parameter.Name,
        string.Join(", ", parameter.GetGenericParameterConstraints().Select(Name).Prepend(
            parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : "").Where(c => c.Length > 0)),
    }.Where(part => part.Length > 0));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
    {
        string modifier = p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string otherwise = p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "";
        return $"{modifier}{Name(p.ParameterType, Nullability.Create(p).WriteState)} {p.Name}{otherwise}";
    }));

    private static string Name(Type type, NullabilityState state) => Name(type) + (state == NullabilityState.Nullable && !type.IsValueType ? "?" : "");

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Name(value)}?";
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static bool IsExtension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute));

    private static string Access(MethodBase method) => method.IsFamily ? "protected " : "";

    private static string Shape(MethodInfo method) => method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.GetBaseDefinition() != method ? "override "
        : method.IsAbstract ? "abstract "
        : method.IsVirtual && !method.IsFinal ? "virtual "
        : "";
}
