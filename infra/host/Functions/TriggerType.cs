using System.Reflection;
using System.Reflection.Emit;
using Binder = Microsoft.Azure.WebJobs.Binder;

namespace IncDiv.Host.Functions;

/// <summary>Creates the type in which the WebJobs SDK finds its functions: one method for each function of the app, which calls
/// <see cref="TriggeredFunctions"/>. The SDK derives the names of locks, timer statuses and event addresses from it: <c>Host.Functions.{name}</c>, as in
/// Azure.</summary>
internal static class TriggerType
{
    public static Type Create(IEnumerable<FunctionTrigger> triggers, TimeSpan? timeout)
    {
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Host.Functions"), AssemblyBuilderAccess.Run).DefineDynamicModule("Host");
        TypeBuilder type = module.DefineType("Host.Functions", TypeAttributes.Public | TypeAttributes.Class, typeof(TriggeredFunctions));
        if (timeout is { } limit)
            type.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(TimeoutAttribute).GetConstructor([typeof(string)])!,
                [limit.ToString()],
                [typeof(TimeoutAttribute).GetProperty(nameof(TimeoutAttribute.ThrowOnTimeout))!],
                [true]));
        DefineConstructor(type);
        foreach (FunctionTrigger trigger in triggers)
            DefineMethod(type, trigger);
        return type.CreateType();
    }

    private static void DefineConstructor(TypeBuilder type)
    {
        Type[] parameters = [typeof(IFunctionInvoker)];
        ILGenerator code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(TriggeredFunctions).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, parameters)!);
        code.Emit(OpCodes.Ret);
    }

    // public Task {name}([Trigger] T trigger, Binder binder, CancellationToken cancellationToken) => RunAsync("{name}", trigger, binder, cancellationToken);
    private static void DefineMethod(TypeBuilder type, FunctionTrigger trigger)
    {
        (Type parameter, CustomAttributeBuilder attribute) = trigger.SdkTrigger();
        MethodBuilder method = type.DefineMethod(trigger.Name, MethodAttributes.Public, typeof(Task), [parameter, typeof(Binder), typeof(CancellationToken)]);
        method.DefineParameter(1, ParameterAttributes.None, trigger.Parameter).SetCustomAttribute(attribute);
        method.DefineParameter(2, ParameterAttributes.None, "binder");
        method.DefineParameter(3, ParameterAttributes.None, "cancellationToken");
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldstr, trigger.Name);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Ldarg_3);
        code.Emit(OpCodes.Call, typeof(TriggeredFunctions).GetMethod("RunAsync", BindingFlags.Instance | BindingFlags.NonPublic)!);
        code.Emit(OpCodes.Ret);
    }
}
